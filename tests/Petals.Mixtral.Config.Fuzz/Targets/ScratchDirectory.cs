namespace Petals.Mixtral.Config.Fuzz.Targets;

/// <summary>A new directory, in memory if the system has such a place, that is deleted on disposal.</summary>
internal sealed class ScratchDirectory : IDisposable
{
    private const string Memory = "/dev/shm";

    public string Path { get; } =
        Directory.Exists(Memory)
            ? Directory.CreateDirectory($"{Memory}/petals-mixtral-fuzz-{Guid.NewGuid():N}").FullName
            : Directory.CreateTempSubdirectory("petals-mixtral-fuzz-").FullName;

    public string Combine(string relativePath) => System.IO.Path.GetFullPath(relativePath, Path);

    /// <summary>Writes a file and creates its directories. Returns its path.</summary>
    public string Write(string relativePath, ReadOnlySpan<byte> content)
    {
        string path = Combine(relativePath);
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(path)!);
        File.WriteAllBytes(path, content);
        return path;
    }

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
