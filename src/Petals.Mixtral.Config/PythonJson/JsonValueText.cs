using System.Runtime.InteropServices;
using System.Text.Json;

namespace Petals.Mixtral.Config.PythonJson;

/// <summary>The text of the value that a reader stands on.</summary>
internal static class JsonValueText
{
    public static ReadOnlySpan<byte> Read(ref Utf8JsonReader reader)
    {
        JsonElement element = JsonElement.ParseValue(ref reader);
        return JsonMarshal.GetRawUtf8Value(element);
    }
}
