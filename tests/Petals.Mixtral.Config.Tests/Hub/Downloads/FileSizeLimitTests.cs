namespace Petals.Mixtral.Config.Tests.Hub.Downloads;

/// <summary>A file is larger than its file system or the limits of the process allow, for example 4 GiB on FAT32. The
/// download runs in another program, whose limit is at most 4 MiB.</summary>
public sealed class FileSizeLimitTests : HubTest
{
    private const string Limited = "trap '' XFSZ; ulimit -f 4096; exec \"$@\"";

    [Fact]
    [Needs(Unix)]
    public async Task Download_reports_that_a_file_is_too_large_for_the_file_system()
    {
        string json = TinyConfig.Json + new string(' ', 5 * 1024 * 1024);
        Hub.Answer = async context =>
        {
            await HubContent.Of(json).SendAsync(context);
            return true;
        };
        string model = Folder.Write("local/config.json", TinyConfig.Json);
        string program = Path.Combine(AppContext.BaseDirectory, "Petals.Mixtral.Config.Blocking");
        var start = new ProcessStartInfo(
            "/bin/sh",
            ["-c", Limited, "sh", program, "pool", "1", $"{Hub.Endpoint}", Cache.Directory, model, "60", "60"]
        )
        {
            RedirectStandardOutput = true,
        };
        start.Environment["DOTNET_ROOT"] = Path.GetFullPath(
            Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", "..")
        );
        start.Environment["DOTNET_PROCESSOR_COUNT"] = "2";

        // The runtime would need a large file in memory.
        start.Environment["DOTNET_EnableWriteXorExecute"] = "0";
        using Process process = Process.Start(start)!;
        string result = await process.StandardOutput.ReadToEndAsync(Cancellation);
        await process.WaitForExitAsync(Cancellation);

        result.Should().Contain("HubException: The file 'config.json'").And.Contain("too large for the file system");
        Fixture.ShouldHaveKeptNothing();
    }
}
