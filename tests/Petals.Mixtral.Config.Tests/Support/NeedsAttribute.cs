using Xunit.v3;

namespace Petals.Mixtral.Config.Tests.Support;

/// <summary>Skips a test on a system that lacks one of the features, and shows the reason.</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method)]
public sealed class NeedsAttribute(params SystemFeature[] features) : BeforeAfterTestAttribute
{
    private static readonly Lazy<bool> HasLinks = new(() => Can(CreateLink));
    private static readonly Lazy<bool> HasModes = new(() => Can(ChangeMode));
    private static readonly Lazy<bool> HasOneCase = new(() => Can(IgnoreCase));
    private static readonly Lazy<bool> HasLocks = new(() => Can(Lock));

    private static bool IsWine =>
        OperatingSystem.IsWindows()
        && NativeLibrary.TryGetExport(NativeLibrary.Load("ntdll.dll"), "wine_get_version", out _);

    public IReadOnlyList<SystemFeature> Features => features;

    /// <summary>Skips the running test. For tests that need a feature only for some of their data.</summary>
    public static void Require(SystemFeature feature)
    {
        (bool isThere, string reason) = feature switch
        {
            Links => (HasLinks.Value, "This user or system cannot create symbolic links."),
            Unix => (!OperatingSystem.IsWindows(), "Windows has no pipes, devices, modes and paths of Unix."),
            Permissions => (
                !Environment.IsPrivilegedProcess && !OperatingSystem.IsWindows(),
                "Root may read and search everything, and Windows has no modes."
            ),
            Modes => (HasModes.Value, "This system does not let a program change permissions."),
            Locks => (HasLocks.Value, "This file system has no locks."),
            CaseSensitivity => (!HasOneCase.Value, "This file system ignores the case of names."),
            WholeWindows => (!IsWine, "Wine lacks this part of Windows."),
            _ => (OperatingSystem.IsLinux(), "Only Linux has /proc."),
        };
        Assert.SkipUnless(isThere, reason);
    }

    public override void Before(MethodInfo methodUnderTest, IXunitTest test) => Array.ForEach(features, Require);

    private static bool Can(Func<string, bool> act)
    {
        using var directory = new TempDirectory();
        try
        {
            return act(directory.Combine("file"));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    /// <summary>Some systems report success and create nothing.</summary>
    private static bool CreateLink(string path)
    {
        File.CreateSymbolicLink(path, "target");
        return new FileInfo(path).LinkTarget is not null;
    }

    private static bool IgnoreCase(string path)
    {
        File.WriteAllText(path, "");
        return File.Exists(path.ToUpperInvariant());
    }

    private static bool ChangeMode(string path)
    {
        File.WriteAllText(path, "");
        new FileInfo(path).IsReadOnly = true;
        new FileInfo(path).IsReadOnly = false;
        return true;
    }

    /// <summary>A second holder of the lock must fail.</summary>
    private static bool Lock(string path)
    {
        using var holder = new FileStream(path, FileMode.Create, FileAccess.ReadWrite, FileShare.None);
        try
        {
            new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.None).Dispose();
            return false;
        }
        catch (IOException)
        {
            return true;
        }
    }
}
