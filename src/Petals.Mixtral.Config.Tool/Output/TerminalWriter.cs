namespace Petals.Mixtral.Config.Tool.Output;

/// <summary>A writer to a terminal, whose width and colours the output may use. Output to any other writer is
/// plain.</summary>
/// <param name="inner">The writer to the terminal.</param>
/// <param name="width">The number of columns.</param>
/// <param name="hasColor">Whether escape codes may be written.</param>
public sealed class TerminalWriter(TextWriter inner, int width, bool hasColor) : TextWriter(inner.FormatProvider)
{
    /// <summary>Creates a writer to the terminal of the process.</summary>
    /// <param name="inner">The output or error stream.</param>
    public TerminalWriter(TextWriter inner)
        : this(inner, ReadWidth(), CanColor()) { }

    /// <summary>The writer to the terminal.</summary>
    public TextWriter Inner => inner;

    /// <summary>The number of columns.</summary>
    public int Width => width;

    /// <summary>Whether escape codes may be written.</summary>
    public bool HasColor => hasColor;

    /// <inheritdoc/>
    public override Encoding Encoding => inner.Encoding;

    /// <inheritdoc/>
    public override void Write(char value) => inner.Write(value);

    /// <inheritdoc/>
    public override void Write(string? value) => inner.Write(value);

    /// <inheritdoc/>
    public override void Flush() => inner.Flush();

    private static bool CanColor() =>
        string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR"))
        && Spectre.Console.AnsiConsole.Profile.Capabilities.Ansi;

    private static int ReadWidth()
    {
        try
        {
            return Console.WindowWidth > 0 ? Console.WindowWidth : int.MaxValue;
        }
        catch (Exception exception) when (exception is IOException or PlatformNotSupportedException)
        {
            return int.MaxValue;
        }
    }
}
