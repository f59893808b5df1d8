namespace Petals.Mixtral.Config.Tests.Serialization;

public sealed class ReadingTests
{
    [Fact]
    public void A_byte_order_mark_is_accepted() =>
        DistributedMixtralConfig.FromJson([0xEF, 0xBB, 0xBF, .. "{\"hidden_size\": 64}"u8]).HiddenSize.Should().Be(64);

    [Fact]
    public void The_infinite_time_is_read_and_written_as_Infinity()
    {
        TinyConfig.Read("request_timeout", "Infinity").RequestTimeout.Should().Be(Timeout.InfiniteTimeSpan);
        new DistributedMixtralConfig { ConnectTimeout = Timeout.InfiniteTimeSpan }
            .ToJsonString()
            .Should()
            .Contain("\"connect_timeout\": Infinity");
    }

    [Fact]
    public void Unknown_keys_are_extra_attributes_with_the_text_that_was_read()
    {
        IReadOnlyDictionary<string, JsonElement> extra = Read(
            """{"b": [1, 2.50], "a": null, "__proto__": {}, "x": {"a": 1, "a": 2}, "c": [NaN, "NaN"]}"""
        ).ExtraAttributes;

        extra.Keys.Should().Equal("__proto__", "a", "b", "c", "x");
        extra.Values.Should().HaveCount(5);
        extra["b"].GetRawText().Should().Be("[1, 2.50]");
        extra["x"].GetRawText().Should().Be("""{"a": 1, "a": 2}""");
        extra["c"][0].GetProperty("__float__").GetString().Should().Be("NaN");
        extra["c"][1].GetString().Should().Be("NaN");
        extra.TryGetValue("a", out JsonElement a).Should().BeTrue();
        a.ValueKind.Should().Be(JsonValueKind.Null);
        extra.ContainsKey("d").Should().BeFalse();
        extra.TryGetValue("d", out _).Should().BeFalse();
        Throws<KeyNotFoundException>(() => extra["d"], "*'d'*");
    }

    [Fact]
    public void A_file_cannot_redirect_the_loader_to_another_file()
    {
        using var directory = new TempDirectory();
        directory.Write("config.4.0.0.json", """{"hidden_size": 1}""");
        directory.Write("config.json", """{"hidden_size": 2, "configuration_files": ["config.4.0.0.json"]}""");

        DistributedMixtralConfig config = DistributedMixtralConfig.FromPretrained(directory.Path);

        config.HiddenSize.Should().Be(2);
        config.ExtraAttributes.Should().ContainKey("configuration_files");
    }

    [Fact]
    public void MixtralConfig_reads_the_keys_of_Petals_as_unknown_ones()
    {
        MixtralConfig config = MixtralConfig.FromJson(
            """{"max_retries": 5, "num_key_value_groups": 4, "hidden_size": 64}"""
        );

        config.HiddenSize.Should().Be(64);
        config.ExtraAttributes.Keys.Should().Equal("max_retries", "num_key_value_groups");
        config.ToJsonString().Should().Contain("\"max_retries\": 5").And.NotContain("dht_prefix");
        MixtralConfig.FromJson(Encoding.UTF8.GetBytes(config.ToJsonString())).HiddenSize.Should().Be(64);
    }

    [Fact]
    public void Ids_by_label_are_null_if_the_file_has_labels_only()
    {
        DistributedMixtralConfig config = Read("""{"num_labels": 3, "id2label": {"10": "b", "2": "a"}}""");

        config.NumLabels.Should().Be(2);
        config.Label2Id.Should().BeNull();
        MixtralConfig
            .FromJson("""{"id2label": {"0": "a", "1": "b"}, "label2id": {"LABEL_0": 0, "LABEL_1": 1}}""")
            .ToJsonString()
            .Should()
            .NotContain("label2id");
    }
}
