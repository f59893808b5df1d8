using Microsoft.Extensions.Logging;
using Petals.Mixtral.Config.Hub;
using Petals.Mixtral.Config.Tests.Support;

namespace Petals.Mixtral.Config.Tests.Hub;

/// <summary>Where the Hub may not be asked, it is not: what is cached is used, and what is not is an error that says
/// who forbids it.</summary>
public sealed class OfflineTests : IAsyncLifetime
{
    private readonly HttpClient _noNetwork = new(new NoNetworkHandler());
    private HubFixture _fixture = null!;

    public static TheoryData<string, string> On =>
        new()
        {
            { "HF_HUB_OFFLINE", "1" },
            { "HF_HUB_OFFLINE", "on" },
            { "HF_HUB_OFFLINE", "ON" },
            { "HF_HUB_OFFLINE", "yes" },
            { "HF_HUB_OFFLINE", " true " },
            { "TRANSFORMERS_OFFLINE", "1" },
            { "TRANSFORMERS_OFFLINE", "on" },
            { "TRANSFORMERS_OFFLINE", "ON" },
            { "TRANSFORMERS_OFFLINE", "Yes" },
            { "TRANSFORMERS_OFFLINE", "true" },
        };

    private PretrainedLoadOptions Options => _fixture.Options with { HttpClient = _noNetwork };

    public async ValueTask InitializeAsync() => _fixture = await HubFixture.WithTinyModelAsync();

    public async ValueTask DisposeAsync()
    {
        _noNetwork.Dispose();
        await _fixture.DisposeAsync();
    }

    [Theory]
    [MemberData(nameof(On))]
    public async Task A_variable_that_is_on_is_named_by_the_error(string variable, string value)
    {
        _fixture.Variables[variable] = value;

        OfflineModeException exception = await _fixture.FailAsync<OfflineModeException>(_ => Options);

        exception.DecidedBy.Should().Be($"the variable {variable}");
        exception
            .PlacesSearched.ToTexts()
            .Should()
            .Equal(
                ResultTexts.Place(
                    _fixture.Cache.Directory,
                    "no such cache directory; chosen by the option CacheDirectory"
                )
            );
        exception
            .Message.Should()
            .Be(
                "The file 'config.json' of 'acme/tiny' (revision main) is not in the Hugging Face cache, and the "
                    + $"variable {variable} forbids asking the Hub. "
                    + $"Looked at {_fixture.Cache.Directory} (no such cache directory; chosen by the option "
                    + "CacheDirectory). "
                    + "Download it once with 'hf download acme/tiny config.json --revision main --cache-dir "
                    + $"{_fixture.Cache.Directory}' on a machine with network access, or turn offline mode off."
            );
        exception.RepoId.Should().Be("acme/tiny");
        exception.Revision.Should().Be("main");
        exception.IsTransient.Should().BeFalse();
        Directory.Exists(_fixture.Cache.Directory).Should().BeFalse();
    }

    [Theory]
    [InlineData("0")]
    [InlineData("false")]
    [InlineData("off")]
    [InlineData("garbage")]
    [InlineData("11")]
    [InlineData(" ")]
    public void A_variable_that_is_not_on_forbids_nothing(string value)
    {
        _fixture.Variables["HF_HUB_OFFLINE"] = value;
        _fixture.Variables["TRANSFORMERS_OFFLINE"] = value;

        DistributedMixtralConfig
            .FromPretrained(HubCacheBuilder.Repo, options: _fixture.Options)
            .HiddenSize.Should()
            .Be(64);
        _fixture.Hub.Requests.Should().HaveCount(2);
    }

    [Fact]
    public async Task The_error_has_each_place_down_to_the_one_that_is_missing()
    {
        _fixture.Variables["TRANSFORMERS_OFFLINE"] = "1";
        _fixture.Cache.Ref("main", HubCacheBuilder.Commit).File("other.json", "{}");

        OfflineModeException exception = await _fixture.FailAsync<OfflineModeException>(_ => Options);

        exception
            .PlacesSearched.ToTexts()
            .Should()
            .Equal(
                ResultTexts.Place(_fixture.Cache.Directory, "the cache directory, chosen by the option CacheDirectory"),
                ResultTexts.Place(
                    Path.Combine(_fixture.Cache.RepoFolder, "refs", "main"),
                    $"stands for {HubCacheBuilder.Commit}"
                ),
                ResultTexts.Place(
                    Path.Combine(_fixture.Cache.RepoFolder, "snapshots", HubCacheBuilder.Commit, "config.json"),
                    "no such file in the snapshot"
                )
            );
        exception
            .PlacesSearched.ToTexts()
            .Should()
            .AllSatisfy(place => exception.Message.Should().Contain(place.ToString()));
    }

    [Fact]
    public async Task The_option_says_where_a_config_was_looked_for()
    {
        ConfigNotFoundException exception = await _fixture.FailAsync<ConfigNotFoundException>(_ =>
            Options with
            {
                LocalFilesOnly = true,
            }
        );

        exception
            .PlacesSearched[^1]
            .ToString()
            .Should()
            .Be(
                ResultTexts.Place(
                    _fixture.Cache.Directory,
                    "no such cache directory; chosen by the option CacheDirectory"
                )
            );
    }

    [Theory]
    [InlineData(true, null)]
    [InlineData(false, "HF_HUB_OFFLINE")]
    [InlineData(false, "TRANSFORMERS_OFFLINE")]
    public async Task What_is_cached_is_loaded(bool localFilesOnly, string? variable)
    {
        _fixture.Cache.Ref("main", HubCacheBuilder.Commit).File("config.json", TinyConfig.Json);
        Forbid(variable);
        PretrainedLoadOptions options = Options with { LocalFilesOnly = localFilesOnly };

        DistributedMixtralConfig.FromPretrained(HubCacheBuilder.Repo, options: options).HiddenSize.Should().Be(64);
        (
            await DistributedMixtralConfig.FromPretrainedAsync(
                HubCacheBuilder.Repo,
                options: options,
                cancellationToken: TestContext.Current.CancellationToken
            )
        )
            .HiddenSize.Should()
            .Be(64);
        _fixture.Log.Entries.Should().NotContain(entry => entry.Level >= LogLevel.Warning);
    }

    [Theory]
    [InlineData(true, null, "the option LocalFilesOnly")]
    [InlineData(false, "HF_HUB_OFFLINE", "the variable HF_HUB_OFFLINE")]
    [InlineData(false, "TRANSFORMERS_OFFLINE", "the variable TRANSFORMERS_OFFLINE")]
    public void A_download_that_is_asked_for_keeps_the_cached_file_with_a_warning(
        bool localFilesOnly,
        string? variable,
        string decidedBy
    )
    {
        _fixture.Cache.Ref("main", HubCacheBuilder.Commit).File("config.json", TinyConfig.Json);
        Forbid(variable);

        DistributedMixtralConfig config = DistributedMixtralConfig.FromPretrained(
            HubCacheBuilder.Repo,
            options: Options with
            {
                LocalFilesOnly = localFilesOnly,
                ForceDownload = true,
            }
        );

        config.HiddenSize.Should().Be(64);
        _fixture
            .Log.Entries.Where(entry => entry.Level == LogLevel.Warning)
            .Should()
            .ContainSingle()
            .Which.Message.Should()
            .Be(
                $"The cached file {config.LoadedFrom} is used, although a download was asked for: {decidedBy} "
                    + "forbids asking the Hub"
            );
    }

    [Theory]
    [InlineData(true, null, "the option LocalFilesOnly")]
    [InlineData(false, "HF_HUB_OFFLINE", "the variable HF_HUB_OFFLINE")]
    public async Task The_client_of_single_files_does_the_same(bool localFilesOnly, string? variable, string decidedBy)
    {
        Forbid(variable);
        using var client = new HubClient(
            _fixture.ClientOptions with
            {
                HttpClient = _noNetwork,
                LocalFilesOnly = localFilesOnly,
            }
        );

        FluentActions
            .Invoking(() => client.Download(HubCacheBuilder.Repo, "config.json"))
            .Should()
            .ThrowExactly<OfflineModeException>()
            .Which.DecidedBy.Should()
            .Be(decidedBy);
        FluentActions
            .Invoking(() =>
                client.Download(HubCacheBuilder.Repo, "config.json", new HubDownloadOptions { ForceDownload = true })
            )
            .Should()
            .ThrowExactly<OfflineModeException>();
        await FluentActions
            .Awaiting(() =>
                client.DownloadAsync(HubCacheBuilder.Repo, "config.json", null, TestContext.Current.CancellationToken)
            )
            .Should()
            .ThrowExactlyAsync<OfflineModeException>();

        _fixture.Cache.Ref("main", HubCacheBuilder.Commit).File("config.json", TinyConfig.Json);
        client.Download(HubCacheBuilder.Repo, "config.json").WasDownloaded.Should().BeFalse();
        _fixture.Log.Entries.Should().BeEmpty();
        client
            .Download(HubCacheBuilder.Repo, "config.json", new HubDownloadOptions { ForceDownload = true })
            .WasDownloaded.Should()
            .BeFalse();
        _fixture
            .Log.Entries.Should()
            .ContainSingle()
            .Which.Message.Should()
            .EndWith($"{decidedBy} forbids asking the Hub");
    }

    [Fact]
    public void Neither_the_endpoint_nor_a_token_or_time_out_is_looked_at()
    {
        _fixture.Variables["HF_HUB_OFFLINE"] = "1";
        _fixture.Variables["HF_ENDPOINT"] = "ftp://hub.example";
        _fixture.Variables["HF_TOKEN"] = "no token";
        _fixture.Variables["HF_HUB_ETAG_TIMEOUT"] = "never";

        FluentActions
            .Invoking(() =>
                DistributedMixtralConfig.FromPretrained(HubCacheBuilder.Repo, options: Options with { Endpoint = null })
            )
            .Should()
            .ThrowExactly<OfflineModeException>();
    }

    private void Forbid(string? variable)
    {
        if (variable is not null)
        {
            _fixture.Variables[variable] = "1";
        }
    }
}
