using Microsoft.Extensions.Logging;

namespace Petals.Mixtral.Config.Tool.Output;

/// <summary>Writes what the library warns of to the error stream, a line each.</summary>
internal sealed class WarningLog(TextWriter error) : ILoggerFactory, ILogger
{
    public ILogger CreateLogger(string categoryName) => this;

    public void AddProvider(ILoggerProvider provider)
    {
    }

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Warning;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (IsEnabled(logLevel))
        {
            error.WriteLine($"mixtral-config: warning: {Printable.Of(formatter(state, exception))}");
        }
    }

    public void Dispose()
    {
    }
}
