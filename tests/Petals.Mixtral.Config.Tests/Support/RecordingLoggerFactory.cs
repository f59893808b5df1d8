using Microsoft.Extensions.Logging;

namespace Petals.Mixtral.Config.Tests.Support;

/// <summary>Keeps what is logged, by however many threads at once.</summary>
internal sealed class RecordingLoggerFactory : ILoggerFactory, ILogger
{
    public List<(LogLevel Level, string Message)> Entries { get; } = [];

    public LogLevel MinLevel { get; init; } = LogLevel.Information;

    public string? Category { get; private set; }

    public ILogger CreateLogger(string categoryName)
    {
        Category = categoryName;
        return this;
    }

    public void AddProvider(ILoggerProvider provider) { }

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => logLevel >= MinLevel;

    public void Log<TState>(
        LogLevel logLevel,
        EventId eventId,
        TState state,
        Exception? exception,
        Func<TState, Exception?, string> formatter
    )
    {
        lock (Entries)
        {
            Entries.Add((logLevel, formatter(state, exception)));
        }
    }

    public void Dispose() { }
}
