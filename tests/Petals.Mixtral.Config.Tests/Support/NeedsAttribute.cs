using System.Reflection;
using Xunit.v3;

namespace Petals.Mixtral.Config.Tests.Support;

/// <summary>Skips a test on a system that lacks a feature, and shows the reason.</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method, AllowMultiple = true)]
public sealed class NeedsAttribute(SystemFeature feature) : BeforeAfterTestAttribute
{
    private static readonly Lazy<bool> HasLinks = new(CanCreateLinks);

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
            _ => (OperatingSystem.IsLinux(), "Only Linux has /proc."),
        };
        Assert.SkipUnless(isThere, reason);
    }

    public override void Before(MethodInfo methodUnderTest, IXunitTest test) => Require(feature);

    /// <summary>Some systems report success and create nothing.</summary>
    private static bool CanCreateLinks()
    {
        using var directory = new TempDirectory();
        string link = directory.Combine("link");
        try
        {
            File.CreateSymbolicLink(link, "target");
            return new FileInfo(link).LinkTarget is not null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}
