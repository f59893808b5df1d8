namespace Petals.Mixtral.Config.Tests.Support;

/// <summary>Named pipes of Unix.</summary>
internal static class Pipes
{
    public static void Create(string path)
    {
        NeedsAttribute.Require(SystemFeature.Unix);
        using Process process = Process.Start("mkfifo", [path]);
        process.WaitForExit();
        process.ExitCode.Should().Be(0);
    }
}
