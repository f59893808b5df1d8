using Microsoft.Extensions.Logging;

namespace Petals.Mixtral.Config.Tests.Support;

/// <summary>Lets a test act at the moment at which something is logged.</summary>
internal sealed class ActingLoggerFactory(Action<string> act) : ILoggerFactory, ILogger
{
    public ILogger CreateLogger(string categoryName) => this;

    public void AddProvider(ILoggerProvider provider) { }

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(
        LogLevel logLevel,
        EventId eventId,
        TState state,
        Exception? exception,
        Func<TState, Exception?, string> formatter
    ) => act(formatter(state, exception));

    public void Dispose() { }
}
