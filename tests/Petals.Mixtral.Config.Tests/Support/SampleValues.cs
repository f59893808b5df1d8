namespace Petals.Mixtral.Config.Tests.Support;

/// <summary>For each type of a setting, a value that is not a default, and its JSON text.</summary>
internal static class SampleValues
{
    public static (object Value, string Json) Of(Type type)
    {
        if (type == typeof(bool))
        {
            throw new ArgumentException("A Boolean's sample is the opposite of its default.", nameof(type));
        }

        return type switch
        {
            _ when type == typeof(int) || type == typeof(int?) => (77, "77"),
            _ when type == typeof(double) => (0.375, "0.375"),
            _ when type == typeof(string) => ("sample", "\"sample\""),
            _ when type == typeof(TimeSpan) => (TimeSpan.FromSeconds(7.5), "7.5"),
            _ when type == typeof(TokenIds?) => (TokenIds.Create([5, 6]), "[5, 6]"),
            _ when type == typeof(TorchDtype) => (TorchDtype.Float16, "\"float16\""),
            _ when type == typeof(ShowRoute) => (ShowRoute.Always, "true"),
            _ when type == typeof(ChunkedForward) => (ChunkedForward.Never, "false"),
            _ when type == typeof(TuningMode?) => (TuningMode.DeepPTune, "\"deep_ptune\""),
            _ when type == typeof(ProblemType?) => (
                ProblemType.MultiLabelClassification,
                "\"multi_label_classification\""
            ),
            _ when type == typeof(IReadOnlyList<string>) => (new[] { "a", "b" }, "[\"a\", \"b\"]"),
            _ when type == typeof(IReadOnlyDictionary<int, string>) => (
                new Dictionary<int, string> { [10] = "ten", [2] = "two" },
                "{\"2\": \"two\", \"10\": \"ten\"}"
            ),
            _ when type == typeof(IReadOnlyDictionary<string, int>) => (
                new Dictionary<string, int> { ["two"] = 2, ["ten"] = 10 },
                "{\"ten\": 10, \"two\": 2}"
            ),
            _ when type == typeof(IReadOnlyDictionary<int, IReadOnlyList<int>>) => (
                new Dictionary<int, IReadOnlyList<int>> { [1] = [0, 2] },
                "{\"1\": [0, 2]}"
            ),
            _ when type == typeof(IReadOnlyDictionary<string, JsonElement>) => (
                new Dictionary<string, JsonElement> { ["k"] = JsonElement.Parse("[1.0]") },
                "{\"k\": [1.0]}"
            ),
            _ => throw new ArgumentException($"No sample of {type}.", nameof(type)),
        };
    }

    /// <summary>A value that a property does not have by default, and its JSON text.</summary>
    public static (object Value, string Json) For(ExpectedSetting setting, Type type) =>
        setting.Default switch
        {
            "true" when type == typeof(bool) => (false, "false"),
            "false" when type == typeof(bool) => (true, "true"),
            _ => Of(type),
        };
}
