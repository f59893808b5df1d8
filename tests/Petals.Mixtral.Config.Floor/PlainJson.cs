using System.Text.Json.Serialization;

namespace Petals.Mixtral.Config.Floor;

/// <summary>The source-generated serialisation of <see cref="PlainConfig"/>.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, WriteIndented = true)]
[JsonSerializable(typeof(PlainConfig))]
public sealed partial class PlainJson : JsonSerializerContext;
