using Petals.Mixtral.Config.Hub;
using Petals.Mixtral.Config.Tests.Support;

namespace Petals.Mixtral.Config.Tests.Hub;

/// <summary>Offline mode: a cached file is used; otherwise the exception names the option or variable.</summary>
public sealed class OfflineTests : HubTest
{
    private readonly HttpClient _noNetwork = new(new NoNetworkHandler());

    protected override PretrainedLoadOptions Options => base.Options with { HttpClient = _noNetwork };

    public override ValueTask DisposeAsync()
    {
        _noNetwork.Dispose();
        return base.DisposeAsync();
    }

    [Theory]
    [InlineData("HF_HUB_OFFLINE", "1")]
    [InlineData("HF_HUB_OFFLINE", "on")]
    [InlineData("HF_HUB_OFFLINE", "ON")]
    [InlineData("HF_HUB_OFFLINE", "yes")]
    [InlineData("HF_HUB_OFFLINE", " true ")]
    [InlineData("TRANSFORMERS_OFFLINE", "1")]
    [InlineData("TRANSFORMERS_OFFLINE", "Yes")]
    public async Task FromPretrained_throws_OfflineMode_that_names_the_variable(string variable, string value)
    {
        Variables[variable] = value;

        OfflineModeException exception = await FailAsync<OfflineModeException>();

        exception.DecidedBy.Should().Be($"the variable {variable}");
        exception
            .Message.Should()
            .Be(
                "The file 'config.json' of 'acme/tiny' (revision main) is not in the Hugging Face cache, and the "
                    + $"variable {variable} forbids requests to the Hub. "
                    + $"Looked at {Cache.Directory} (no such cache directory; chosen by the option "
                    + "CacheDirectory). "
                    + "Download it once with 'hf download acme/tiny config.json --revision main --cache-dir "
                    + $"{Cache.Directory}' with network access, or turn offline mode off."
            );
        exception.RepoId.Should().Be(Repo);
        exception.Revision.Should().Be("main");
        exception.IsTransient.Should().BeFalse();
        Directory.Exists(Cache.Directory).Should().BeFalse();
    }

    [Theory]
    [InlineData("0")]
    [InlineData("false")]
    [InlineData("off")]
    [InlineData("garbage")]
    [InlineData("11")]
    [InlineData(" ")]
    public void Another_value_of_the_variables_does_not_turn_offline_mode_on(string value)
    {
        Variables["HF_HUB_OFFLINE"] = Variables["TRANSFORMERS_OFFLINE"] = value;

        ShouldLoad(base.Options);

        Hub.Requests.Should().HaveCount(2);
    }

    [Fact]
    public async Task The_exception_names_each_place_down_to_the_missing_one()
    {
        Variables["TRANSFORMERS_OFFLINE"] = "1";
        Cache.Ref().File("other.json", "{}");

        OfflineModeException exception = await FailAsync<OfflineModeException>();

        IReadOnlyList<string> places = exception.PlacesSearched.ToTexts();
        places
            .Should()
            .Equal(
                ResultTexts.Place(Cache.Directory, "the cache directory, chosen by the option CacheDirectory"),
                ResultTexts.Place(Main, $"stands for {Commit}"),
                ResultTexts.Place(SnapshotFile, "no such file in the snapshot")
            );
        places.Should().AllSatisfy(place => exception.Message.Should().Contain(place));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("HF_HUB_OFFLINE")]
    [InlineData("TRANSFORMERS_OFFLINE")]
    public async Task A_cached_file_is_used_and_ForceDownload_logs_a_warning(string? variable)
    {
        Cache.Ref().File();
        string decidedBy = Forbid(variable);
        PretrainedLoadOptions options = Options with { LocalFilesOnly = variable is null };

        ShouldLoad(options);
        (await LoadAsync(blocking: false, options)).HiddenSize.Should().Be(64);
        Warnings.Should().BeEmpty();

        ShouldLoad(options with { ForceDownload = true });
        Warnings
            .Should()
            .Equal($"The cached file {SnapshotFile} is used: {decidedBy} " + "forbids requests to the Hub.");
    }

    [Theory]
    [InlineData(null)]
    [InlineData("HF_HUB_OFFLINE")]
    public async Task HubClient_does_the_same(string? variable)
    {
        string decidedBy = Forbid(variable);
        using var client = new HubClient(
            ClientOptions with
            {
                HttpClient = _noNetwork,
                LocalFilesOnly = variable is null,
            }
        );
        var force = new HubDownloadOptions { ForceDownload = true };

        Fail<OfflineModeException>(() => client.Download(Repo, FileName)).DecidedBy.Should().Be(decidedBy);
        Fail<OfflineModeException>(() => client.Download(Repo, FileName, force));
        await FluentActions
            .Awaiting(() => client.DownloadAsync(Repo, FileName, null, Cancellation))
            .Should()
            .ThrowExactlyAsync<OfflineModeException>();

        Cache.Ref().File();
        client.Download(Repo, FileName).WasDownloaded.Should().BeFalse();
        Log.Entries.Should().BeEmpty();
        client.Download(Repo, FileName, force).WasDownloaded.Should().BeFalse();
        Log.Entries.Should()
            .ContainSingle()
            .Which.Message.Should()
            .EndWith($"{decidedBy} forbids requests to the Hub.");
    }

    [Fact]
    public void Offline_mode_does_not_validate_the_endpoint_the_token_or_a_time_out()
    {
        Variables["HF_HUB_OFFLINE"] = "1";
        Variables["HF_ENDPOINT"] = "ftp://hub.example";
        Variables["HF_TOKEN"] = "no token";
        Variables["HF_HUB_ETAG_TIMEOUT"] = "never";

        Fail<OfflineModeException>(Options with { Endpoint = null });
    }

    private string Forbid(string? variable)
    {
        if (variable is null)
        {
            return "the option LocalFilesOnly";
        }

        Variables[variable] = "1";
        return $"the variable {variable}";
    }
}
