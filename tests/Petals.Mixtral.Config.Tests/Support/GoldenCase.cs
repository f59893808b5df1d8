namespace Petals.Mixtral.Config.Tests.Support;

/// <summary>One config.json, and what the real DistributedMixtralConfig of Petals 2.3.0.dev2 with transformers 4.43.1
/// returned for it.</summary>
public sealed record GoldenCase(
    string Name,
    string Input,
    string? Model,
    IReadOnlyDictionary<string, JsonElement> Overrides,
    string? Diff,
    string? Full,
    string? Saved,
    string? DhtPrefix,
    int? PadTokenId,
    string? Commit,
    string? Error
)
{
    /// <summary>The only intended difference: a local directory keeps the prefix of its file.</summary>
    public const string PrefixKept = "saved-prefix-dir";

    public static IReadOnlyDictionary<string, GoldenCase> All { get; } = Read();

    public static TheoryData<string> Loading =>
        [
            .. All
                .Values.Where(golden => golden.Error is null && golden.Name != PrefixKept)
                .Select(golden => golden.Name),
        ];

    public static TheoryData<string> Failing =>
        [.. All.Values.Where(golden => golden.Error is not null).Select(golden => golden.Name)];

    /// <summary>Writes the input as a Hub cache or as a directory. Returns the argument for loading, and the cache.
    /// </summary>
    internal (string Model, string Cache) LayOut(TempDirectory directory)
    {
        if (Model is null)
        {
            directory.Write("model/config.json", Input);
            return (directory.Combine("model"), directory.Combine("hub"));
        }

        string repo = $"hub/models--{Model.Replace("/", "--", StringComparison.Ordinal)}";
        directory.Write($"{repo}/refs/main", Commit!);
        directory.Write($"{repo}/snapshots/{Commit}/config.json", Input);
        return (Model, directory.Combine("hub"));
    }

    private static Dictionary<string, GoldenCase> Read()
    {
        using var file = JsonDocument.Parse(File.ReadAllBytes(Fixtures.Path("golden", "transformers-4.43.1.json")));
        return file
            .RootElement.EnumerateArray()
            .Select(element => new GoldenCase(
                element.GetProperty("name").GetString()!,
                element.GetProperty("input").GetString()!,
                Text(element, "model"),
                element
                    .GetProperty("overrides")
                    .EnumerateObject()
                    .ToDictionary(member => member.Name, member => member.Value.Clone()),
                Text(element, "diff"),
                Text(element, "full"),
                Text(element, "saved"),
                Text(element, "dht_prefix"),
                element.TryGetProperty("pad_token_id", out JsonElement pad) ? pad.GetInt32() : null,
                Text(element, "commit"),
                Text(element, "error")
            ))
            .ToDictionary(golden => golden.Name);
    }

    private static string? Text(JsonElement element, string name) =>
        element.TryGetProperty(name, out JsonElement value) ? value.GetString() : null;
}
