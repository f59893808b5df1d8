using Microsoft.Extensions.Logging;
using Petals.Mixtral.Config.Tests.Support;

namespace Petals.Mixtral.Config.Tests.Loading;

/// <summary>The DHT prefix and the pad token, which Petals sets once the file is read.</summary>
public sealed class PetalsRulesTests
{
    private static readonly PretrainedLoadOptions Published = new()
    {
        CacheDirectory = Fixtures.Hub,
        LocalFilesOnly = true,
    };

    [Theory]
    [InlineData("my-swarm")]
    [InlineData("")]
    [InlineData("é\"")]
    public void An_explicit_prefix_wins(string prefix)
    {
        using var log = new RecordingLoggerFactory();

        DistributedMixtralConfig
            .FromPretrained("acme/tiny-mixtral", prefix, Published with { LoggerFactory = log })
            .DhtPrefix.Should()
            .Be(prefix);
        log.Entries.Should().BeEmpty();
    }

    [Fact]
    public void A_derived_prefix_is_logged()
    {
        using var log = new RecordingLoggerFactory();

        DistributedMixtralConfig.FromPretrained(
            "mistralai/Mixtral-8x7B-v0.1",
            options: Published with
            {
                LoggerFactory = log,
            }
        );

        log.Category.Should().Be("Petals.Mixtral.Config");
        log.Entries.Should().Equal((LogLevel.Information, "Using DHT prefix: mistralai/Mixtral-8x7B-v0-1"));
    }

    [Fact]
    public void A_repo_id_without_an_organisation_is_a_prefix_like_any_other()
    {
        using var directory = new TempDirectory();
        directory.Write($"hub/models--tiny.v0.1/snapshots/{HubCacheBuilder.Commit}/config.json", "{}");
        directory.Write("hub/models--tiny.v0.1/refs/main", HubCacheBuilder.Commit);

        DistributedMixtralConfig
            .FromPretrained("tiny.v0.1", options: new() { CacheDirectory = directory.Combine("hub") })
            .DhtPrefix.Should()
            .Be("tiny-v0-1");
    }

    [Fact]
    public void The_repo_decides_the_prefix_even_where_the_file_holds_one()
    {
        using var directory = new TempDirectory();
        HubCacheBuilder cache = new HubCacheBuilder(directory)
            .Ref("main", HubCacheBuilder.Commit)
            .File("config.json", """{"dht_prefix": "in-file"}""");

        DistributedMixtralConfig
            .FromPretrained(HubCacheBuilder.Repo, options: cache.Options)
            .DhtPrefix.Should()
            .Be("acme/tiny");
    }

    [Fact]
    public void A_local_directory_keeps_the_prefix_of_its_file()
    {
        using var directory = new TempDirectory();
        directory.Write("config.json", TinyConfig.With("dht_prefix", "\"kept\""));

        DistributedMixtralConfig config = DistributedMixtralConfig.FromPretrained(directory.Path);

        config.DhtPrefix.Should().Be("kept");
        config.ToJsonString().Should().Contain("\"dht_prefix\": \"kept\"");
        DistributedMixtralConfig.FromPretrained(directory.Path, "other").DhtPrefix.Should().Be("other");
    }

    [Fact]
    public void A_local_directory_without_one_has_none_and_says_so_in_its_text()
    {
        using var directory = new TempDirectory();
        directory.Write("config.json", TinyConfig.Json);

        DistributedMixtralConfig config = DistributedMixtralConfig.FromPretrained(directory.Path);

        config.DhtPrefix.Should().BeNull();
        config.ToJsonString().Should().Contain("\"dht_prefix\": null");
        config.CommitHash.Should().BeNull();
    }

    [Fact]
    public void A_path_to_a_file_is_local_and_gives_no_prefix()
    {
        using var directory = new TempDirectory();
        string file = directory.Write("v0.1.json", TinyConfig.Json);

        DistributedMixtralConfig config = DistributedMixtralConfig.FromPretrained(file);

        config.DhtPrefix.Should().BeNull();
        config.LoadedFrom.Should().Be(file);
    }

    [Theory]
    [InlineData("null", 0)]
    [InlineData("7", 7)]
    [InlineData("-1", -1)]
    [InlineData("0", 0)]
    public void The_pad_token_becomes_0_only_where_there_is_none(string value, int expected)
    {
        using var directory = new TempDirectory();
        directory.Write("config.json", TinyConfig.With("pad_token_id", value));

        DistributedMixtralConfig.FromPretrained(directory.Path).PadTokenId.Should().Be(expected);
    }

    [Theory]
    [InlineData("{}", SettingOrigin.Default, SettingOrigin.Derived)]
    [InlineData("""{"dht_prefix": null, "pad_token_id": null}""", SettingOrigin.File, SettingOrigin.Derived)]
    [InlineData("""{"dht_prefix": "mine", "pad_token_id": 0}""", SettingOrigin.File, SettingOrigin.File)]
    public void On_a_local_path_the_prefix_comes_from_the_file_or_from_nowhere(
        string json,
        SettingOrigin prefix,
        SettingOrigin padToken
    )
    {
        using var directory = new TempDirectory();
        Dictionary<string, SettingOrigin> origins = DistributedMixtralConfig
            .FromPretrained(directory.Write("config.json", json))
            .DescribeSettings()
            .ToDictionary(setting => setting.Key, setting => setting.Origin);

        origins["dht_prefix"].Should().Be(prefix);
        origins["pad_token_id"].Should().Be(padToken);
    }
}
