namespace Petals.Mixtral.Config;

/// <summary>
/// A config text is not JSON, or a key of it holds a value of the wrong kind; or the file could not be read, or is
/// empty or too large. The message names the file, and of a value the JSON path, the line, what was expected and what
/// was found.
/// </summary>
public sealed class ConfigFormatException : PretrainedConfigException
{
    /// <summary>Creates the exception.</summary>
    /// <param name="message">What was expected, what was found, and what to do next.</param>
    /// <param name="innerException">The cause, if another exception is.</param>
    public ConfigFormatException(string message, Exception? innerException = null)
        : base(message, innerException) { }

    internal ConfigFormatException(
        string source,
        string jsonPath,
        TextPosition? position,
        string expected,
        string found,
        Exception? innerException = null
    )
        : base(
            $"{source}{(position is { } at ? $", line {at.Line}, column {at.Column}" : "")}, {jsonPath}: expected "
                + $"{expected}, found {found}.",
            innerException
        )
    {
        File = source;
        JsonPath = jsonPath;
        Line = position?.Line;
        Column = position?.Column;
        Expected = expected;
        Found = found;
    }

    internal ConfigFormatException(string message, string file, Exception innerException)
        : base(message, innerException) => File = file;

    /// <summary>The file that was read, or what stood for it where there is no file; <see langword="null"/> where a
    /// single value was at fault.</summary>
    public string? File { get; }

    /// <summary>The path of the value inside the JSON text: <c>$.rope_theta</c>; <c>$</c> is the whole text. Of a
    /// program's configuration the key: <c>Petals:Client:MaxRetries</c>.</summary>
    public string? JsonPath { get; }

    /// <summary>The line of the file, from 1; <see langword="null"/> where the value does not come from a
    /// file.</summary>
    public int? Line { get; }

    /// <summary>The column in bytes, from 1; <see langword="null"/> where the value does not come from a
    /// file.</summary>
    public int? Column { get; }

    /// <summary>What the key may hold.</summary>
    public string? Expected { get; }

    /// <summary>What it holds, shortened.</summary>
    public string? Found { get; }
}
