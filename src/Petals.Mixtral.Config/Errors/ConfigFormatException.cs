namespace Petals.Mixtral.Config;

/// <summary>
/// A config is not valid JSON, a key has a value of the wrong kind, or the file is empty, too large or unreadable. The
/// message contains the file and, for a value, its JSON path and line, the expected kind, and the value.
/// </summary>
/// <param name="message">What is wrong, with which value and where, and what to do next.</param>
/// <param name="innerException">The cause; <see langword="null"/> if no exception caused this one.</param>
public sealed class ConfigFormatException(string message, Exception? innerException = null)
    : PretrainedConfigException(message, innerException)
{
    internal ConfigFormatException(
        string source,
        string jsonPath,
        TextPosition? position,
        string expected,
        string found,
        Exception? innerException = null
    )
        : this(
            $"{source}{(position is { } at ? $", line {at.Line}, column {at.Column}" : "")}, {jsonPath}: expected "
                + $"{expected}, found {found}.",
            source,
            innerException
        )
    {
        JsonPath = jsonPath;
        Line = position?.Line;
        Column = position?.Column;
        Expected = expected;
        Found = found;
    }

    internal ConfigFormatException(string message, string file, Exception? innerException)
        : this(message, innerException) => File = file;

    /// <summary>The path of the file, or a name for a text without a file; <see langword="null"/> for a single
    /// value.</summary>
    public string? File { get; }

    /// <summary>The path of the value in the JSON text, such as <c>$.rope_theta</c>; <c>$</c> is the whole text. For a
    /// configuration, the key: <c>Petals:Client:MaxRetries</c>.</summary>
    public string? JsonPath { get; }

    /// <summary>The line, from 1; <see langword="null"/> if the position is not known.</summary>
    public int? Line { get; }

    /// <summary>The column in bytes, from 1; <see langword="null"/> if the position is not known.</summary>
    public int? Column { get; }

    /// <summary>The kind of value that the key requires.</summary>
    public string? Expected { get; }

    /// <summary>The value, shortened.</summary>
    public string? Found { get; }
}
