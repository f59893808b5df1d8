using System.Text.Json;

namespace Petals.Mixtral.Config.Floor;

/// <summary>Loads without any check.</summary>
public static class PlainLoader
{
    /// <summary>Reads the ref, then the file of its snapshot.</summary>
    public static PlainConfig FromRepoFolder(string folder)
    {
        string commit = Encoding.ASCII.GetString(File.ReadAllBytes(Path.Join(folder, "refs", "main")));
        return FromFile(Path.Join(folder, "snapshots", commit, "config.json"));
    }

    public static PlainConfig FromFile(string path) => FromJson(File.ReadAllBytes(path));

    public static PlainConfig FromJson(ReadOnlySpan<byte> json) =>
        JsonSerializer.Deserialize(json, PlainJson.Default.PlainConfig)!;

    public static string ToJsonString(PlainConfig config) =>
        JsonSerializer.Serialize(config, PlainJson.Default.PlainConfig);
}
