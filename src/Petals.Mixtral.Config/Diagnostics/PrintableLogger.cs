namespace Petals.Mixtral.Config.Diagnostics;

/// <summary>Escapes control characters in the text of messages, which a path may contain. The values of a message are
/// unchanged.</summary>
internal sealed class PrintableLogger(ILogger logger) : ILogger
{
    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => logger.BeginScope(state);

    public bool IsEnabled(LogLevel logLevel) => logger.IsEnabled(logLevel);

    public void Log<TState>(
        LogLevel logLevel,
        EventId eventId,
        TState state,
        Exception? exception,
        Func<TState, Exception?, string> formatter
    ) => logger.Log(logLevel, eventId, state, exception, (values, cause) => Printable.Of(formatter(values, cause)));
}
