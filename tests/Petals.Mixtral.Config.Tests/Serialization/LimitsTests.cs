namespace Petals.Mixtral.Config.Tests.Serialization;

/// <summary>The limits of a config. Exceeding one is an error that contains the limit.</summary>
public sealed class LimitsTests
{
    private const int MaxDigits = 4300;

    [Theory]
    [InlineData("", "")]
    [InlineData("-", "")]
    [InlineData("1.", "")]
    [InlineData("", "e-3")]
    public void A_number_with_more_digits_than_Python_reads_is_an_error_on_any_line(string before, string after)
    {
        string Number(int length) =>
            before + new string('7', length - before.TrimStart('-').Length - after.Length) + after;
        for (int lines = 0; lines < 6000; lines += 2000)
        {
            string start = $$"""{"a": "b",{{new string('\n', lines)}}"x": {"y": [1, """;

            Read($"{start}{Number(MaxDigits)}]}}}}").ExtraAttributes.Should().ContainKey("x");
            Throws<ConfigFormatException>(
                () => Read($"{start}{Number(MaxDigits + 1)}]}}}}"),
                "*numbers of at most 4300 digits, found one of 430* characters: *7777*"
            )
                .Line.Should()
                .Be(1 + lines);
        }
    }

    [Fact]
    public void The_digits_of_a_string_are_not_limited() =>
        Read($$"""{"x": "{{new string('7', 3 * MaxDigits)}}"}""").ExtraAttributes.Should().ContainKey("x");

    [Fact]
    public void An_update_limits_the_digits_of_a_number_too()
    {
        DistributedMixtralConfig config = Read("""{"x": 1}""");

        config.Update("x", Element(new string('7', MaxDigits))).ExtraAttributes.Should().ContainKey("x");
        Throws<ConfigFormatException>(
            () => config.Update("x", Element(new string('7', MaxDigits + 1))),
            "*numbers of at most 4300 digits*"
        );
    }

    [Theory]
    [InlineData("id2label", "\"\"")]
    [InlineData("label2id", "0")]
    [InlineData("pruned_heads", "[]")]
    public void An_object_has_at_most_100000_names(string key, string value)
    {
        string Text(int count) =>
            $"{{\"{key}\": {{{string.Join(", ", Enumerable.Range(0, count).Select(i => $"\"{i}\": {value}"))}}}}}";

        Read(Text(100_000)).Should().NotBeNull();
        Throws<ConfigFormatException>(() => Read(Text(100_001)), $"*$.{key}: expected at most 100000 names*");
    }

    [Fact]
    public void A_text_nests_at_most_256_levels()
    {
        static string Nested(int depth) => $"{{\"x\": {new string('[', depth)}{new string(']', depth)}}}";

        Read(Nested(255)).ExtraAttributes["x"].GetArrayLength().Should().Be(1);
        Throws<ConfigFormatException>(() => Read(Nested(256)), "*depth of 256*");
        Throws<ConfigFormatException>(() => Read(Nested(100_000)));
    }

    [Fact]
    public void An_extra_attribute_nests_no_deeper_than_a_file()
    {
        string deep = new string('[', 300) + new string(']', 300);

        Throws<ConfigFormatException>(
            () =>
                new DistributedMixtralConfig
                {
                    ExtraAttributes = new Dictionary<string, System.Text.Json.JsonElement>
                    {
                        ["x"] = System.Text.Json.JsonElement.Parse(deep, new() { MaxDepth = 400 }),
                    },
                },
            "*at most 254 levels deep."
        );
    }

    [Fact]
    public void A_text_has_at_most_16_MiB()
    {
        string atLimit = $"{{\"x\": \"{new string('a', (16 * 1024 * 1024) - 9)}\"}}";

        DistributedMixtralConfig.FromJson(Encoding.UTF8.GetBytes(atLimit)).ExtraAttributes.Should().ContainKey("x");
        Throws<ConfigFormatException>(() => Read(atLimit + " "), "*at most 16777216 bytes, found 16777217 bytes.");
    }

    [Fact]
    public void A_text_that_its_indentation_would_make_huge_is_not_written()
    {
        string ones = string.Join(',', Enumerable.Repeat('1', 300_000));
        DistributedMixtralConfig config = Read($$"""{"x": {{new string('[', 250)}}{{ones}}{{new string(']', 250)}}}""");

        Throws<PretrainedConfigException>(() => config.ToJsonString(), "*longer than 134217728 bytes*");
    }

    [Fact]
    public void A_message_does_not_grow_with_the_text_that_it_is_about()
    {
        string name = new('x', 100_000);

        Throws<ConfigFormatException>(() => Read($$$"""{"id2label": {"{{{name}}}": "a"}}"""))
            .Message.Length.Should()
            .BeLessThan(400);
        Throws<UnknownSettingException>(() => new DistributedMixtralConfig().UpdateFromString($"{name}=1"))
            .Message.Length.Should()
            .BeLessThan(400);
    }
}
