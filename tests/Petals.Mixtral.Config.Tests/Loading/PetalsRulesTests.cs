namespace Petals.Mixtral.Config.Tests.Loading;

/// <summary>Petals sets the DHT prefix and the pad token after the file is read.</summary>
public sealed class PetalsRulesTests : CacheTest
{
    private readonly RecordingLoggerFactory _log = new();

    public override ValueTask DisposeAsync()
    {
        _log.Dispose();
        return base.DisposeAsync();
    }

    private PretrainedLoadOptions Published => new() { CacheDirectory = Fixtures.Hub, LoggerFactory = _log };

    [Theory]
    [InlineData("my-swarm")]
    [InlineData("")]
    [InlineData("é\"")]
    public void An_explicit_prefix_precedes_the_derived_one(string prefix)
    {
        DistributedMixtralConfig.FromPretrained(TinyOptions.Repo, prefix, Published).DhtPrefix.Should().Be(prefix);

        _log.Entries.Should().BeEmpty();
    }

    [Fact]
    public void A_derived_prefix_is_logged()
    {
        Load(Published, "mistralai/Mixtral-8x7B-v0.1");

        _log.Category.Should().Be("Petals.Mixtral.Config");
        _log.Entries.Should().Equal((LogLevel.Information, "Using DHT prefix: mistralai/Mixtral-8x7B-v0-1"));
    }

    [Fact]
    public void A_local_directory_keeps_the_prefix_of_its_file()
    {
        Folder.Write(FileName, TinyConfig.With("dht_prefix", "\"kept\""));

        DistributedMixtralConfig config = Load(model: Folder.Path);

        config.DhtPrefix.Should().Be("kept");
        config.ToJsonString().Should().Contain("\"dht_prefix\": \"kept\"");
        DistributedMixtralConfig.FromPretrained(Folder.Path, "other").DhtPrefix.Should().Be("other");
    }

    [Fact]
    public void A_local_path_without_a_prefix_in_its_file_has_none()
    {
        string file = Folder.Write("v0.1.json", TinyConfig.Json);

        DistributedMixtralConfig config = Load(model: file);

        config.DhtPrefix.Should().BeNull();
        config.ToJsonString().Should().Contain("\"dht_prefix\": null");
        config.CommitHash.Should().BeNull();
        config.LoadedFrom.Should().Be(file);
    }

    [Theory]
    [InlineData("null", 0)]
    [InlineData("7", 7)]
    [InlineData("-1", -1)]
    [InlineData("0", 0)]
    public void A_missing_pad_token_becomes_0(string value, int expected)
    {
        string file = Folder.Write(FileName, TinyConfig.With("pad_token_id", value));

        Load(model: file).PadTokenId.Should().Be(expected);
    }

    [Theory]
    [InlineData("{}", SettingOrigin.Default, SettingOrigin.Derived)]
    [InlineData("""{"dht_prefix": null, "pad_token_id": null}""", SettingOrigin.File, SettingOrigin.Derived)]
    [InlineData("""{"dht_prefix": "mine", "pad_token_id": 0}""", SettingOrigin.File, SettingOrigin.File)]
    public void DescribeSettings_returns_the_origin_of_the_prefix_and_pad_token_of_a_local_path(
        string json,
        SettingOrigin prefix,
        SettingOrigin padToken
    )
    {
        Dictionary<string, SettingOrigin> origins = FromPretrainedTests.Origins(
            Load(model: Folder.Write(FileName, json))
        );

        origins["dht_prefix"].Should().Be(prefix);
        origins["pad_token_id"].Should().Be(padToken);
    }
}
