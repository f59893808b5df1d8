using Xunit.v3;

namespace Petals.Mixtral.Config.Tests.Support;

/// <summary>Skips a test on a system that lacks a feature, and shows the reason.</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method, AllowMultiple = true)]
public sealed class NeedsAttribute(SystemFeature feature) : BeforeAfterTestAttribute
{
    private static readonly Lazy<bool> HasLinks = new(() => Can(CreateLink));
    private static readonly Lazy<bool> HasModes = new(() => Can(ChangeMode));
    private static readonly Lazy<bool> HasOneCase = new(() => Can(IgnoreCase));
    private static readonly Lazy<bool> HasLocks = new(() => Can(Lock));

    private static bool IsWine =>
        OperatingSystem.IsWindows()
        && NativeLibrary.TryGetExport(NativeLibrary.Load("ntdll.dll"), "wine_get_version", out _);

    public SystemFeature Feature => feature;

    /// <summary>Skips the running test. For tests that need a feature only for some of their data.</summary>
    public static void Require(SystemFeature feature)
    {
        (bool isThere, string reason) = feature switch
        {
            SystemFeature.Links => (HasLinks.Value, "This user or system cannot create symbolic links."),
            SystemFeature.Unix => (
                !OperatingSystem.IsWindows(),
                "Windows has no pipes, devices, modes and paths of Unix."
            ),
            SystemFeature.Permissions => (
                !Environment.IsPrivilegedProcess && !OperatingSystem.IsWindows(),
                "Root may read and search everything, and Windows has no modes."
            ),
            SystemFeature.Modes => (HasModes.Value, "This system does not let a program change permissions."),
            SystemFeature.Locks => (HasLocks.Value, "This file system has no locks."),
            SystemFeature.CaseSensitivity => (!HasOneCase.Value, "This file system ignores the case of names."),
            SystemFeature.WholeWindows => (!IsWine, "Wine lacks this part of Windows."),
            _ => (OperatingSystem.IsLinux(), "Only Linux has /proc."),
        };
        Assert.SkipUnless(isThere, reason);
    }

    public override void Before(MethodInfo methodUnderTest, IXunitTest test) => Require(feature);

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
