namespace Petals.Mixtral.Config.Blocks;

/// <summary>The number of a layer or expert in a name. Only one spelling of each number is valid.</summary>
internal static class LayerNumber
{
    /// <summary>Accepts digits without a sign, white space or a leading zero.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out int number)
    {
        number = 0;
        // int.TryParse alone ignores NUL characters after a number.
        return (text.Length == 1 || !text.StartsWith('0'))
            && !text.ContainsAnyExceptInRange('0', '9')
            && int.TryParse(text, NumberStyles.None, null, out number);
    }
}
