using Microsoft.Win32.SafeHandles;

namespace Petals.Mixtral.Config.Files;

/// <summary>
/// Puts a complete file or link at a path in one step: a reader sees the old one or the new one, also after a crash.
/// All files that this library writes are put in place here.
/// </summary>
internal static class AtomicFile
{
    /// <summary>Receives each step, the temporary path and the target before the step is made. Tests of crashes set
    /// it for their own flow of execution.</summary>
    public static AsyncLocal<Action<string, string, string>?> Observer { get; } = new();

    /// <exception cref="IOException">The target cannot be replaced.</exception>
    /// <exception cref="UnauthorizedAccessException">The target may not be replaced.</exception>
    public static void Publish(string temporary, string target)
    {
        // A rename may reach the disk before the content does.
        if (new FileInfo(temporary).LinkTarget is null)
        {
            Observer.Value?.Invoke("Flush", temporary, target);
            using SafeFileHandle file = File.OpenHandle(temporary, access: FileSystemCalls.AccessToFlush);
            RandomAccess.FlushToDisk(file);
        }

        Observer.Value?.Invoke("Rename", temporary, target);
        FileSystemCalls.Rename(temporary, target);
        Observer.Value?.Invoke("FlushDirectory", temporary, target);
        FileSystemCalls.FlushDirectory(Path.GetDirectoryName(target)!);
    }
}
