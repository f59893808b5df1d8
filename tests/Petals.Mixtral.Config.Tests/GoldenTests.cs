namespace Petals.Mixtral.Config.Tests;

/// <summary>Compares this library with the output of the real Python classes.</summary>
public sealed class GoldenTests
{
    public static TheoryData<string> Loading => GoldenCase.Loading;

    public static TheoryData<string> Failing => GoldenCase.Failing;

    [Theory]
    [MemberData(nameof(Loading))]
    public void A_config_is_written_as_Python_writes_it_byte_for_byte(string name)
    {
        GoldenCase golden = GoldenCase.All[name];
        using var directory = new TempDirectory();
        DistributedMixtralConfig config = Load(golden, directory);

        config.ToJsonString().Should().Be(golden.Diff);
        config.ToJsonString(useDiff: false).Should().Be(golden.Full);
        config.DhtPrefix.Should().Be(golden.DhtPrefix);
        config.PadTokenId.Should().Be(golden.PadTokenId);
        config.CommitHash.Should().Be(golden.Commit);

        config.SavePretrained(directory.Combine("saved"));
        File.ReadAllText(directory.Combine("saved", "config.json")).Should().Be(golden.Saved);
    }

    [Theory]
    [MemberData(nameof(Failing))]
    public void A_config_that_Python_refuses_is_an_error_with_the_key_or_the_position(string name)
    {
        GoldenCase golden = GoldenCase.All[name];
        using var directory = new TempDirectory();

        Throws<ConfigFormatException>(
            () => Load(golden, directory),
            $"*{directory.Combine("model", "config.json")}*{ExpectedWords(name)}*"
        );
    }

    private static DistributedMixtralConfig Load(GoldenCase golden, TempDirectory directory)
    {
        (string model, string cache) = golden.LayOut(directory);
        string? prefix = golden.Overrides.TryGetValue("dht_prefix", out JsonElement value) ? value.GetString() : null;
        DistributedMixtralConfig config = DistributedMixtralConfig.FromPretrained(
            model,
            prefix,
            new PretrainedLoadOptions { CacheDirectory = cache }
        );
        return golden
            .Overrides.Where(setting => setting.Key != "dht_prefix")
            .Aggregate(config, (updated, setting) => updated.Update(setting.Key, setting.Value));
    }

    private static string ExpectedWords(string name) =>
        name switch
        {
            "err-problem-type" => "$.problem_type: expected one of \"regression\", \"single_label_classification\", "
                + "\"multi_label_classification\", or null, found \"oops\"",
            "err-label2id-list" => "$.label2id: expected an object",
            "err-not-json" => "line 1, column 19, $.hidden_size: expected valid JSON",
            "err-array" => "line 1, column 1, $: expected a JSON object, found [1,2]",
            _ => "is empty, or is not a regular file",
        };
}
