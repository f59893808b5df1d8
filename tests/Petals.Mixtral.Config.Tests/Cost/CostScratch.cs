namespace Petals.Mixtral.Config.Tests.Cost;

/// <summary>A directory for the files of operations. Each operation replaces its content.</summary>
internal sealed class CostScratch : IDisposable
{
    private readonly TempDirectory _directory = new();

    public string Path => _directory.Path;

    public string Write(string name, string content) => _directory.Write(name, content);

    public string Combine(string name) => _directory.Combine(name);

    /// <summary>Deletes all files, and then writes one.</summary>
    public string WriteOnly(string name, string content)
    {
        foreach (string file in Directory.EnumerateFiles(Path))
        {
            File.Delete(file);
        }

        return Write(name, content);
    }

    public void Dispose() => _directory.Dispose();
}
