using System.Text.Json;
using System.Text.Json.Serialization;

namespace Petals.Mixtral.Config.Serialization;

/// <summary>
/// Lets a <see cref="DistributedMixtralConfig"/> stand as a value in a larger object that System.Text.Json reads or
/// writes, in the flat shape of config.json. The type names it itself; it is public because source-generated contexts
/// of other assemblies create it.
/// </summary>
public sealed class DistributedMixtralConfigJsonConverter : JsonConverter<DistributedMixtralConfig>
{
    /// <summary>Reads a config from an object inside a larger text.</summary>
    /// <param name="reader">Stands at the object.</param>
    /// <param name="typeToConvert">Not used.</param>
    /// <param name="options">Not used.</param>
    /// <exception cref="ConfigFormatException">The value is not a Mixtral config.</exception>
    public override DistributedMixtralConfig Read(
        ref Utf8JsonReader reader,
        Type typeToConvert,
        JsonSerializerOptions options
    ) => DistributedMixtralConfig.FromJson(JsonElements.ReadText(ref reader));

    /// <summary>Writes a config as an object inside a larger text.</summary>
    /// <param name="writer">Where to write.</param>
    /// <param name="value">The config.</param>
    /// <param name="options">Not used.</param>
    public override void Write(Utf8JsonWriter writer, DistributedMixtralConfig value, JsonSerializerOptions options)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(value);

        // It is valid by construction; the check would refuse what nests deeper than the 64 levels that it takes.
        writer.WriteRawValue(
            ConfigWriter.Write(value, useDiff: true, PythonJsonStyle.StrictJson).Written,
            skipInputValidation: true
        );
    }
}
