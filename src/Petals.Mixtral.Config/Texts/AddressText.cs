namespace Petals.Mixtral.Config.Texts;

internal static partial class AddressText
{
    /// <summary>Removes the user info, query and fragment of an address, which may be secret. Any other text
    /// stays.</summary>
    public static string WithoutSecrets(string text) => Address.Replace(text, "//$1");

    /// <summary>A password may contain the characters that end a host.</summary>
    [GeneratedRegex("(?<=^|:)//(?:[^/@:]*:.*@|[^/?#]*@)?([^?#]*).*", RegexOptions.Singleline)]
    private static partial Regex Address { get; }
}
