using System.Globalization;

namespace Petals.Mixtral.Config.PythonJson;

/// <summary>Python's <c>int(str)</c>: white space around the number, a sign, and single underscores between digits are allowed.</summary>
internal static class PythonInteger
{
    public static bool TryParse(string text, out int value)
    {
        value = 0;
        string trimmed = text.Trim();
        ReadOnlySpan<char> digits = trimmed.AsSpan().TrimStart("+-");
        return !digits.StartsWith('_') && !digits.EndsWith('_') && !trimmed.Contains("__", StringComparison.Ordinal)
            && int.TryParse(trimmed.Replace("_", "", StringComparison.Ordinal), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out value);
    }

    /// <summary>Parses a text that is known to be an integer.</summary>
    public static int Parse(string text) => TryParse(text, out int value) ? value : throw new FormatException(text);
}
