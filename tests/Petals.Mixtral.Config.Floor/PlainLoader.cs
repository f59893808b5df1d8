using System.Text.Json;

namespace Petals.Mixtral.Config.Floor;

/// <summary>Loading as it would be if nothing could ever be wrong.</summary>
public static class PlainLoader
{
    /// <summary>From the folder of a repo in the cache: the ref, then the file of its snapshot.</summary>
    public static PlainConfig FromRepoFolder(string folder)
    {
        string commit = Encoding.ASCII.GetString(File.ReadAllBytes(Path.Join(folder, "refs", "main")));
        return FromFile(Path.Join(folder, "snapshots", commit, "config.json"));
    }

    /// <summary>From a file.</summary>
    public static PlainConfig FromFile(string path) => FromJson(File.ReadAllBytes(path));

    /// <summary>From a text.</summary>
    public static PlainConfig FromJson(ReadOnlySpan<byte> json) =>
        JsonSerializer.Deserialize(json, PlainJson.Default.PlainConfig)!;

    /// <summary>To a text.</summary>
    public static string ToJsonString(PlainConfig config) =>
        JsonSerializer.Serialize(config, PlainJson.Default.PlainConfig);
}
