namespace Petals.Mixtral.Config.Tests.Tool;

/// <summary>The model of the fixtures that has weights.</summary>
internal static class MicroModel
{
    public const string Repo = "acme/micro-mixtral";

    public const string IndexFile = "model.safetensors.index.json";

    public static string Folder { get; } =
        Fixtures.Path("hub", "models--acme--micro-mixtral/snapshots/31c7000000000000000000000000000000000001");

    public static void CopyTo(string target)
    {
        Directory.CreateDirectory(target);
        foreach (string file in Directory.GetFiles(Folder))
        {
            File.Copy(file, Path.Combine(target, Path.GetFileName(file)));
        }
    }
}
