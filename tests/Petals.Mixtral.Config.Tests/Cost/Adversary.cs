namespace Petals.Mixtral.Config.Tests.Cost;

/// <summary>Creates hostile inputs of one structure.</summary>
/// <param name="Name">The structure.</param>
/// <param name="Create">Creates a text of about as many characters.</param>
/// <param name="Amplification">How many times more bytes than other inputs may be allocated, because the format of
/// Python requires it.</param>
internal sealed record Adversary(string Name, Func<int, string> Create, int Amplification = 1)
{
    /// <summary>Repeats a text to a length, between a beginning and an end.</summary>
    public static string Repeat(
        int length,
        string begin,
        Func<int, string> item,
        string end,
        int maxCount = int.MaxValue
    )
    {
        var text = new StringBuilder(begin, length + 64);
        for (int i = 0; i < maxCount && text.Length < length; i++)
        {
            text.Append(i == 0 ? "" : ",").Append(item(i));
        }

        return text.Append(end).ToString();
    }
}
