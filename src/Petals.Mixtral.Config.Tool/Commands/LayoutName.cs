using Petals.Mixtral.Config.Blocks;

namespace Petals.Mixtral.Config.Tool.Commands;

/// <summary>The names of tensor layouts in options and output.</summary>
internal static class LayoutName
{
    private const string Published = "published";
    private const string Transformers5 = "transformers5";

    public static string Of(TensorLayout layout) => layout == TensorLayout.Published ? Published : Transformers5;

    /// <exception cref="UsageException">The text is not the name of a layout.</exception>
    public static TensorLayout Parse(string name, string option) =>
        name.ToLowerInvariant() switch
        {
            Published => TensorLayout.Published,
            Transformers5 or "v5" => TensorLayout.Transformers5,
            _ => throw new UsageException($"{option} {name}: expected {Published} or {Transformers5}."),
        };
}
