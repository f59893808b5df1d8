namespace Petals.Mixtral.Config.Tests.Support;

/// <summary>Removes all permissions of files and folders, and restores them on disposal.</summary>
internal sealed class LockedPaths : IDisposable
{
    private readonly List<string> _paths = [];

    public void Lock(string path, UnixFileMode mode = UnixFileMode.None)
    {
        NeedsAttribute.Require(Permissions);
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(path, mode);
            _paths.Add(path);
        }
    }

    public void MakeReadOnly(IEnumerable<string> directories)
    {
        foreach (string path in directories)
        {
            if (!OperatingSystem.IsWindows())
            {
                File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserExecute);
                _paths.Add(path);
            }
        }
    }

    public void Dispose()
    {
        foreach (string path in _paths)
        {
            if (!OperatingSystem.IsWindows() && Path.Exists(path))
            {
                File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
            }
        }
    }
}
