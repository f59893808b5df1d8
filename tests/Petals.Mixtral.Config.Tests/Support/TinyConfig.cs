namespace Petals.Mixtral.Config.Tests.Support;

/// <summary>The config.json of the tiny model, and variants with other values.</summary>
internal static class TinyConfig
{
    public static string Json { get; } =
        File.ReadAllText(
            Fixtures.Path(
                "hub",
                "models--acme--tiny-mixtral",
                "snapshots",
                "71a7000000000000000000000000000000000001",
                "config.json"
            )
        );

    /// <summary>The text with one more key at its end, in Python's order or not.</summary>
    public static string With(string key, string value) =>
        $"{Json.TrimEnd()[..^1].TrimEnd()},\n  \"{key}\": {value}\n}}\n";

    public static string Without(string key)
    {
        JsonObject json = JsonNode.Parse(Json)!.AsObject();
        json.Remove(key);
        return json.ToJsonString();
    }

    public static DistributedMixtralConfig Read(string key, string value) =>
        DistributedMixtralConfig.FromJson(With(key, value));
}
