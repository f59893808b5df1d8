namespace Petals.Mixtral.Config.Texts;

/// <summary>The text of a record: as the compiler would make it, but the same in every culture.</summary>
internal static class RecordText
{
    /// <param name="name">The name of the record.</param>
    /// <param name="printMembers">The method that the compiler makes for it, which writes numbers as the current
    /// culture does.</param>
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
