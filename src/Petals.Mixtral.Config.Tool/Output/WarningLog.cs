using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using Petals.Mixtral.Config.Texts;

namespace Petals.Mixtral.Config.Tool.Output;

/// <summary>Writes the warnings of the library to the error stream, one line each.</summary>
/// <param name="error">The error stream.</param>
/// <param name="written">The warnings that the command has written; each is written once.</param>
internal sealed class WarningLog(TextWriter error, ConcurrentDictionary<string, bool> written) : ILoggerFactory, ILogger
{
    private const int NotMixtralId = 6;

    /// <summary>Whether the warning that a file is not a Mixtral config is kept in <see cref="NotMixtral"/> instead of
    /// written.</summary>
    public bool KeepsNotMixtral { get; set; }

    /// <summary>The warning that was kept.</summary>
    public string? NotMixtral { get; private set; }

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
        if (eventId.Id == NotMixtralId && KeepsNotMixtral)
        {
            NotMixtral = formatter(state, exception);
        }
        else if (
            IsEnabled(logLevel)
            && Printable.Of(ToolWords.Translate(formatter(state, exception))) is var warning
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
