using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Petals.Mixtral.Config.Hub;

namespace Petals.Mixtral.Config.Tool.Commands;

/// <summary>Writes a result as one JSON object, for scripts.</summary>
[JsonSerializable(typeof(BlocksJson))]
[JsonSerializable(typeof(PlanJson))]
[JsonSerializable(typeof(PlanJson.Numbers))]
[JsonSerializable(typeof(PlanJson.Failure))]
[JsonSerializable(typeof(VerifyJson))]
[JsonSerializable(typeof(ShowJson))]
[JsonSerializable(typeof(DiffJson))]
[JsonSerializable(typeof(DownloadJson))]
[JsonSerializable(typeof(ValidateJson))]
[JsonSerializable(typeof(ModelResolution))]
[JsonSerializable(typeof(HubFile))]
internal sealed partial class JsonOutput : JsonSerializerContext
{
    private static readonly JsonOutput Context = new(
        new JsonSerializerOptions
        {
            PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
            WriteIndented = true,
            NewLine = "\n",
            // The output is not embedded in HTML, so only what JSON itself forbids is escaped.
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        }
    );

    public static void Write<T>(TextWriter output, T result) =>
        output.WriteLine(JsonSerializer.Serialize(result, typeof(T), Context));
}
