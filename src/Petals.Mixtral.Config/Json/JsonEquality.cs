using System.Text.Json;

namespace Petals.Mixtral.Config.Json;

/// <summary>Compares JSON values as Python does, whatever their spelling.</summary>
internal static class JsonEquality
{
    public static bool AreEqual(JsonSlice left, JsonSlice right) =>
        left.Text.SequenceEqual(right.Text) || Comparable(left).Written.SequenceEqual(Comparable(right).Written);

    /// <summary>Compares texts that may not be valid JSON. An invalid text equals only itself.</summary>
    public static bool AreEqual(string left, string right)
    {
        try
        {
            return left == right || AreEqual(Parse(left), Parse(right));
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static JsonSlice Parse(string text)
    {
        var slice = JsonSlice.FromText(Encoding.UTF8.GetBytes(text));
        JsonTape.Read(slice.Masked, JsonDepth.MaxGiven);
        return slice;
    }

    private static PythonJsonWriter Comparable(JsonSlice value)
    {
        var writer = new PythonJsonWriter(PythonJsonStyle.Comparable);
        writer.Copy(value);
        return writer;
    }
}
