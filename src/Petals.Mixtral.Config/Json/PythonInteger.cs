namespace Petals.Mixtral.Config.Json;

/// <summary>
/// Python's <c>int(str)</c>. It accepts white space around the number, a sign, and single underscores between digits.
/// </summary>
internal static class PythonInteger
{
    /// <summary>The most digits that Python 3.11 and later accept.</summary>
    public const int MaxDigits = 4300;

    public static bool TryParse<T>(string text, out T value)
        where T : struct, IBinaryInteger<T>
    {
        value = T.Zero;
        string trimmed = text.Trim();
        return trimmed.Length <= MaxDigits
            && TryRemoveUnderscores(trimmed, out string digits)
            && T.TryParse(digits, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out value);
    }

    /// <summary>
    /// Removes underscores. Returns false if one is not between two digits, or if the text contains a NUL, which .NET
    /// ignores at the end.
    /// </summary>
    public static bool TryRemoveUnderscores(string text, out string digits)
    {
        digits = text.Replace("_", "");
        string[] groups = text.Split('_');
        return !text.Contains('\0')
            && groups.SkipLast(1).All(group => char.IsAsciiDigit(group.LastOrDefault()))
            && groups.Skip(1).All(group => char.IsAsciiDigit(group.FirstOrDefault()));
    }
}
