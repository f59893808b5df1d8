using Petals.Mixtral.Config.Blocks;

namespace Petals.Mixtral.Config.Tool.Commands;

/// <summary>The kinds of quantisation, as users and scripts know them.</summary>
internal static class QuantName
{
    public static string Of(QuantType quantType) =>
        quantType switch
        {
            QuantType.None => "none",
            QuantType.Int8 => "int8",
            _ => "nf4",
        };

    /// <exception cref="UsageException">It is none.</exception>
    public static QuantType Parse(string name, string option)
    {
        foreach (QuantType quantType in ModelDescription.QuantTypes)
        {
            if (Of(quantType) == name)
            {
                return quantType;
            }
        }

        throw new UsageException($"{option} {name}: expected none, int8 or nf4.");
    }
}
