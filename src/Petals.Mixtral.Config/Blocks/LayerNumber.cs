namespace Petals.Mixtral.Config.Blocks;

/// <summary>The number of a layer or expert inside a name: only as it is written there, so that one thing has one
/// name.</summary>
internal static class LayerNumber
{
    /// <summary>Takes digits without a sign, a space or a leading zero.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out int number)
    {
        number = 0;
        // .NET would let zero characters follow a number.
        return (text.Length == 1 || !text.StartsWith('0'))
            && !text.ContainsAnyExceptInRange('0', '9')
            && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number);
    }
}
