namespace Petals.Mixtral.Config.Json;

/// <summary>Compares JSON values as Python does, whatever their spelling.</summary>
internal static class JsonEquality
{
    public static bool AreEqual(JsonSlice left, JsonSlice right) =>
        left.Text.SequenceEqual(right.Text) || Comparable(left).Text.SequenceEqual(Comparable(right).Text);

    private static JsonSlice Comparable(JsonSlice value) =>
        PythonJsonWriter.SliceOf(value, static (writer, value) => writer.Copy(value), PythonJsonStyle.Comparable);
}
