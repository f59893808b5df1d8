namespace Petals.Mixtral.Config.Tests.Support;

/// <summary>Records the messages of any number of threads.</summary>
internal class RecordingLoggerFactory : ILoggerFactory, ILogger
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
    ) => Add(logLevel, formatter(state, exception));

    protected virtual void Add(LogLevel level, string message)
    {
        lock (Entries)
        {
            Entries.Add((level, message));
        }
    }

    public void Dispose() { }
}
