using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using Petals.Mixtral.Config.Texts;

namespace Petals.Mixtral.Config.Tool.Output;

/// <summary>Writes what the library warns of to the error stream, a line each.</summary>
/// <param name="error">The error stream.</param>
/// <param name="written">The warnings that were written, by other loads of the command as well: none is written
/// twice.</param>
internal sealed class WarningLog(TextWriter error, ConcurrentDictionary<string, bool> written) : ILoggerFactory, ILogger
{
    public ILogger CreateLogger(string categoryName) => this;

    public void AddProvider(ILoggerProvider provider) { }

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Warning;

    public void Log<TState>(
        LogLevel logLevel,
        EventId eventId,
        TState state,
        Exception? exception,
        Func<TState, Exception?, string> formatter
    )
    {
        if (
            IsEnabled(logLevel)
            && Printable.Of(formatter(state, exception)) is var warning
            && written.TryAdd(warning, true)
        )
        {
            error.WriteLine(
                error is TerminalWriter
                    ? $"{Styled.Of(error, "warning:", Tone.Yellow)} {warning}"
                    : $"mixtral-config: warning: {warning}"
            );
        }
    }

    public void Dispose() { }
}
