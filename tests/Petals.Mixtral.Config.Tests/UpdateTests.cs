namespace Petals.Mixtral.Config.Tests;

public sealed class UpdateTests
{
    private static readonly DistributedMixtralConfig Base = TinyConfig.Read("note", "\"old\", \"n\": 5");

    [Fact]
    public void Each_update_changes_the_settings_or_is_refused_as_approved() =>
        Transcript.ShouldHold(
            "updates",
            line =>
                Outcome(() =>
                    string.Join(
                        '\n',
                        Base.Differences(Update(line))
                            .Select(difference => $"{difference.Key}: {difference.Value} -> {difference.OtherValue}")
                            .DefaultIfEmpty("no difference")
                    )
                )
        );

    [Theory]
    [InlineData("hiddensize", "hidden_size")]
    [InlineData("completely_different_thing", null)]
    [InlineData("block_prefix", null)]
    public void An_unknown_key_is_an_error_that_has_the_key_and_a_suggestion(string key, string? suggestion)
    {
        UnknownSettingException exception = Throws<UnknownSettingException>(() => Base.UpdateFromString($"{key}=1"));

        (exception.Key, exception.Suggestion).Should().Be((key, suggestion));
        Throws<UnknownSettingException>(() => Base.Update(key, 1)).Message.Should().Be(exception.Message);
    }

    [Fact]
    public void An_update_keeps_the_number_form_that_it_was_given_and_all_others() =>
        Read("""{"rope_theta": 1000000, "hidden_size": 64.0, "x": 1e2}""")
            .Update("request_timeout", Element("60.0"))
            .Update("rms_norm_eps", Element("1"))
            .Update("max_retries", Element("null"))
            .ToJsonString()
            .Should()
            .Contain("\"request_timeout\": 60.0")
            .And.Contain("\"rms_norm_eps\": 1,")
            .And.Contain("\"rope_theta\": 1000000,")
            .And.Contain("\"hidden_size\": 64.0")
            .And.Contain("\"x\": 100.0")
            .And.Contain("\"max_retries\": null");

    [Fact]
    public void Updated_rope_parameters_set_the_theta_too() =>
        Read("""{"rope_parameters": {"rope_theta": 5.0}}""")
            .Update("rope_parameters", Element("""{"rope_theta": 7.0, "rope_type": "yarn"}"""))
            .ToJsonString()
            .Should()
            .Contain("  \"rope_theta\": 7.0,\n")
            .And.Contain("    \"rope_theta\": 7.0,\n    \"rope_type\": \"yarn\"");

    [Fact]
    public void A_config_that_was_not_read_is_updated_like_any_other()
    {
        var config = new DistributedMixtralConfig
        {
            TorchDtype = TorchDtype.BFloat16,
            NumLocalExperts = 4,
            RopeTheta = 5,
        };

        DistributedMixtralConfig updated = config.Update("vocab_size", Element("5"));

        updated.Should().Be(config with { VocabSize = 5 });
        updated.ToJsonString().Should().NotContainAny("\"dtype\"", "\"num_experts\"", "rope_parameters");
    }

    [Fact]
    public void An_update_to_as_many_labels_as_there_are_keeps_the_labels()
    {
        DistributedMixtralConfig config = Read(
            """{"id2label": {"0": "cat", "1": "dog"}, "label2id": {"cat": 0, "dog": 1}}"""
        );

        config.Update("num_labels", Element("2")).Should().Be(config);
        config.UpdateFromString("num_labels=2").ToJsonString().Should().Be(config.ToJsonString());
        config
            .UpdateFromString("num_labels=1")
            .Label2Id.Should()
            .Equal(new Dictionary<string, int> { ["LABEL_0"] = 0 });
    }

    [Fact]
    public void Thousands_of_keys_are_updated_together()
    {
        string[] keys = [.. Enumerable.Range(0, 3000).Select(i => $"\"key{i}\"")];

        Read($"{{{string.Join(',', keys.Select(key => $"{key}: 0"))}}}")
            .UpdateFromString(string.Join(',', keys.Select(key => $"{key.Trim('"')}=1")))
            .ExtraAttributes.Values.Should()
            .OnlyContain(value => value.GetInt32() == 1);
    }

    [Fact]
    public void An_update_keeps_earlier_changes()
    {
        DistributedMixtralConfig config = Base with
        {
            MaxRetries = 3,
            RopeTheta = 5,
            Label2Id = null,
            ExtraAttributes = new Dictionary<string, JsonElement>(),
        };

        config.Update("hidden_size", Element("32")).Should().Be(config with { HiddenSize = 32 });
    }

    [Fact]
    public void A_blank_key_and_a_missing_update_throw_ArgumentException()
    {
        Throws<ArgumentException>(() => Base.Update(" ", default(JsonElement)));
        Throws<ArgumentNullException>(() => Base.UpdateFromString(null!));
    }

    [Fact]
    public void UpdateFromString_reads_the_value_of_a_repeated_key_once()
    {
        DistributedMixtralConfig config = Read($$"""{"x": "{{new string('a', 100_000)}}"}""");
        string update = string.Join(',', Enumerable.Repeat("x=b", 1000));
        long before = GC.GetAllocatedBytesForCurrentThread();

        config.UpdateFromString(update).ExtraAttributes["x"].GetString().Should().Be("b");

        (GC.GetAllocatedBytesForCurrentThread() - before).Should().BeLessThan(10_000_000);
    }

    [Fact]
    public void The_message_about_a_long_value_is_short()
    {
        string text = new('y', 100_000);
        DistributedMixtralConfig config = Read($$"""{"x": ["{{text}}"], "n": 1}""");

        foreach (string update in (string[])[text, "x=1", $"n={text}", $"use_cache={text}"])
        {
            Throws<ConfigFormatException>(() => config.UpdateFromString(update))
                .Message.Length.Should()
                .BeLessThan(300);
        }
    }

    /// <summary>Updates by an update string, or by <c>json KEY VALUE</c>.</summary>
    private static DistributedMixtralConfig Update(string line) =>
        line.Split(' ', 3) is ["json", var key, var value]
            ? Base.Update(key, Element(value))
            : Base.UpdateFromString(line.Replace("\\0", "\0"));
}
