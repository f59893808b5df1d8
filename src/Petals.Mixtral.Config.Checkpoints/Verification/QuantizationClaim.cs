using System.Runtime.InteropServices;
using System.Text.Json;
using Petals.Mixtral.Config.Json;
using Petals.Mixtral.Config.Texts;

namespace Petals.Mixtral.Config.Checkpoints.Verification;

/// <summary>What a config claims about the quantisation of the weights. The tensors may be different.</summary>
/// <param name="Key">The key in config.json.</param>
/// <param name="Method">The method, such as <c>awq</c>; null if the config has none.</param>
internal sealed record QuantizationClaim(string Key, string? Method)
{
    /// <summary>The keys of transformers, older compressed-tensors, and MLX.</summary>
    private static readonly string[] Keys = ["quantization_config", "compression_config", "quantization"];

    public static QuantizationClaim? Find(DistributedMixtralConfig config)
    {
        foreach (string key in Keys)
        {
            if (config.ExtraAttributes.TryGetValue(key, out JsonElement value) && value.ValueKind != JsonValueKind.Null)
            {
                return new QuantizationClaim(key, MethodOf(value));
            }
        }

        return null;
    }

    public override string ToString() => Method is null ? Key : $"{Key} ({Printable.Short(Method)})";

    private static string? MethodOf(JsonElement quantization) =>
        quantization.ValueKind == JsonValueKind.Object
        && quantization.TryGetProperty("quant_method", out JsonElement method)
        && method.ValueKind == JsonValueKind.String
            ? JsonText.Decode(JsonMarshal.GetRawUtf8Value(method))
            : null;
}
