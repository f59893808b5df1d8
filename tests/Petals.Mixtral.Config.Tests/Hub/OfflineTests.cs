namespace Petals.Mixtral.Config.Tests.Hub;

/// <summary>Offline mode: a cached file is used; otherwise the exception names the option or variable.</summary>
public sealed class OfflineTests : HubTest
{
    [Theory]
    [InlineData(null)]
    [InlineData("HF_HUB_OFFLINE")]
    public async Task HubClient_uses_the_cached_file_or_names_what_forbids_requests(string? variable)
    {
        string decidedBy = variable is null ? "the option LocalFilesOnly" : $"the variable {variable}";
        Variables[variable ?? ""] = "1";
        using var client = new HubClient(ClientOptions with { LocalFilesOnly = variable is null });
        var force = new HubDownloadOptions { ForceDownload = true };

        Fail<OfflineModeException>(() => client.Download(Repo, FileName)).DecidedBy.Should().Be(decidedBy);
        Fail<OfflineModeException>(() => client.Download(Repo, FileName, force));
        await ThrowsAsync<OfflineModeException>(() => client.DownloadAsync(Repo, FileName, null, Cancellation));

        Cache.Ref().File();
        client.Download(Repo, FileName).WasDownloaded.Should().BeFalse();
        Log.Entries.Should().BeEmpty();
        client.Download(Repo, FileName, force).WasDownloaded.Should().BeFalse();
        Log.Entries.Should()
            .ContainSingle()
            .Which.Message.Should()
            .EndWith($"{decidedBy} forbids requests to the Hub.");
        string end =
            $" of 'acme/tiny' (revision main) is only on the Hub, and {decidedBy} forbids requests to the Hub. *";
        Throws<OfflineModeException>(() => client.ListFiles(Repo), $"The list of files{end}");
        Throws<OfflineModeException>(() => client.GetMetadata(Repo, FileName), $"What this call requests{end}");
        Hub.Requests.Should().BeEmpty();
    }
}
