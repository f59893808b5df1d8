namespace Petals.Mixtral.Config.Tests.Support;

/// <summary>The files of tests/fixtures, which are copied beside the test assembly.</summary>
internal static class Fixtures
{
    public static string Hub => Path("hub");

    public static string Path(params ReadOnlySpan<string> parts) =>
        System.IO.Path.Combine([AppContext.BaseDirectory, "fixtures", .. parts]);
}
