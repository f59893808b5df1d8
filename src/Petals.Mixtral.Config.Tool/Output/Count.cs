namespace Petals.Mixtral.Config.Tool.Output;

/// <summary>Numbers for people: <c>46.7 B</c>. The exact ones are in the JSON of each command.</summary>
internal static class Count
{
    public static string Format(long value) =>
        value switch
        {
            >= 1_000_000_000_000 => Scale(value, 1e12m, "T"),
            >= 1_000_000_000 => Scale(value, 1e9m, "B"),
            >= 1_000_000 => Scale(value, 1e6m, "M"),
            _ => value.ToString(CultureInfo.InvariantCulture),
        };

    private static string Scale(long value, decimal unit, string name) =>
        string.Create(CultureInfo.InvariantCulture, $"{value / unit:0.0} {name}");
}
