namespace Petals.Mixtral.Config.Tests.Tool;

/// <summary>The model of the fixtures that has weights.</summary>
internal static class MicroModel
{
    public const string Repo = "acme/micro-mixtral";

    public const string IndexFile = "model.safetensors.index.json";

    private const string Snapshot = "models--acme--micro-mixtral/snapshots/31c7000000000000000000000000000000000001";

    public static void CopyTo(string folder)
    {
        Directory.CreateDirectory(folder);
        foreach (string file in Directory.GetFiles(Fixtures.Path("hub", Snapshot)))
        {
            File.Copy(file, Path.Combine(folder, Path.GetFileName(file)));
        }
    }
}
