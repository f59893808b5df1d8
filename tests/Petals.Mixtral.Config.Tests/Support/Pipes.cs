namespace Petals.Mixtral.Config.Tests.Support;

internal static class Pipes
{
    public static void Create(string path)
    {
        NeedsAttribute.Require(Unix);
        using Process process = Process.Start("mkfifo", [path]);
        process.WaitForExit();
        process.ExitCode.Should().Be(0);
    }
}
