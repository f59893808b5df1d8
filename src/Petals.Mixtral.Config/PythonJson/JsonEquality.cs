namespace Petals.Mixtral.Config.PythonJson;

/// <summary>Whether two JSON values are equal, whatever their spelling.</summary>
internal static class JsonEquality
{
    public static bool AreEqual(JsonSlice left, JsonSlice right) =>
        left.Text.SequenceEqual(right.Text) || Comparable(left).Written.SequenceEqual(Comparable(right).Written);

    private static PythonJsonWriter Comparable(JsonSlice value)
    {
        var writer = new PythonJsonWriter(PythonJsonStyle.Comparable);
        writer.Copy(value);
        return writer;
    }
}
