namespace Petals.Mixtral.Config.Tests.Support;

/// <summary>A new directory that is deleted on disposal.</summary>
internal sealed class TempDirectory : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("petals-mixtral-config-").FullName;

    /// <summary>A path in the directory. Its parts may be separated by <c>/</c> on every system.</summary>
    public string Combine(params ReadOnlySpan<string> parts) =>
        System.IO.Path.Combine([Path, .. parts]).Replace('/', System.IO.Path.DirectorySeparatorChar);

    /// <summary>Writes a file and creates its directories. Returns its path.</summary>
    public string Write(string relativePath, string content)
    {
        string path = Combine(relativePath);
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(path)!);
        File.WriteAllText(path, content);
        return path;
    }

    /// <summary>Writes an empty file and keeps it open without sharing.</summary>
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
