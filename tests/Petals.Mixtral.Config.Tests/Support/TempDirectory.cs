namespace Petals.Mixtral.Config.Tests.Support;

/// <summary>A new directory that is deleted when the test is done.</summary>
internal sealed class TempDirectory : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("petals-mixtral-config-").FullName;

    /// <summary>A path in the directory. Its parts may hold <c>/</c> on every system.</summary>
    public string Combine(params ReadOnlySpan<string> parts) =>
        System.IO.Path.Combine([Path, .. parts]).Replace('/', System.IO.Path.DirectorySeparatorChar);

    /// <summary>Writes a file, with the directories that it lies in, and returns its path.</summary>
    public string Write(string relativePath, string content)
    {
        string path = Combine(relativePath);
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(path)!);
        File.WriteAllText(path, content);
        return path;
    }

    /// <summary>Writes an empty file, and keeps it open so that no other can open it.</summary>
    public FileStream Hold(string relativePath) =>
        new(Write(relativePath, ""), FileMode.Open, FileAccess.ReadWrite, FileShare.None);

    public void Dispose()
    {
        if (Directory.Exists(Path))
        {
            Directory.Delete(Path, recursive: true);
        }
    }
}
