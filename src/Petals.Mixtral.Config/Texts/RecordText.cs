namespace Petals.Mixtral.Config.Texts;

/// <summary>Formats a record as the compiler does, but with the invariant culture.</summary>
internal static class RecordText
{
    /// <param name="name">The name of the record.</param>
    /// <param name="printMembers">The method that the compiler generates, which uses the current
    /// culture.</param>
    public static string Of(string name, Func<StringBuilder, bool> printMembers)
    {
        CultureInfo culture = CultureInfo.CurrentCulture;
        CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
        try
        {
            StringBuilder text = new StringBuilder(name).Append(" { ");
            return (printMembers(text) ? text.Append(' ') : text).Append('}').ToString();
        }
        finally
        {
            CultureInfo.CurrentCulture = culture;
        }
    }
}
