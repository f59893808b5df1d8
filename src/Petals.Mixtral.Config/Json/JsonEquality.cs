using System.Text.Json;

namespace Petals.Mixtral.Config.Json;

/// <summary>Whether two JSON values are equal, whatever their spelling.</summary>
internal static class JsonEquality
{
    public static bool AreEqual(JsonSlice left, JsonSlice right) =>
        left.Text.SequenceEqual(right.Text) || Comparable(left).Written.SequenceEqual(Comparable(right).Written);

    /// <summary>The same of texts that need not be JSON: one that is not equals itself alone.</summary>
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
        var slice = JsonSlice.Of(Encoding.UTF8.GetBytes(text));
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
