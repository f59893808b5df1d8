using Petals.Mixtral.Config.Tests.Support;

namespace Petals.Mixtral.Config.Tests.Tool;

/// <summary>The model of the fixtures that has weights, in a directory of its own whose files a test may
/// change.</summary>
internal sealed class MicroModel : IDisposable
{
    public const string Repo = "acme/micro-mixtral";

    public const string IndexFile = "model.safetensors.index.json";

    private readonly TempDirectory _directory = new();

    public MicroModel()
    {
        foreach (
            string file in Directory.GetFiles(
                Fixtures.Path(
                    "hub",
                    "models--acme--micro-mixtral",
                    "snapshots",
                    "31c7000000000000000000000000000000000001"
                )
            )
        )
        {
            File.Copy(file, PathOf(Path.GetFileName(file)));
        }
    }

    public string Folder => _directory.Path;

    public string PathOf(string file) => _directory.Combine(file);

    /// <summary>Runs a command on the directory.</summary>
    public ToolRun Run(string command, params ReadOnlySpan<string> arguments) =>
        ToolRun.Of([command, Folder, .. arguments]);

    /// <summary>Puts one pickle in place of the index and all shards.</summary>
    public void BecomePickle()
    {
        foreach (string file in Directory.GetFiles(Folder, "model*"))
        {
            File.Delete(file);
        }

        File.WriteAllText(PathOf("pytorch_model.bin"), "a pickle");
    }

    public void Dispose() => _directory.Dispose();
}
