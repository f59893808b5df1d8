using System.Text.Json;

namespace Petals.Mixtral.Config.Tests.Serialization;

/// <summary>What a config may hold at most: one more is an error that names the limit.</summary>
public sealed class LimitsTests
{
    private const int MaxDigits = 4300;
    private const int MaxLabels = 100_000;

    [Theory]
    [InlineData("", "")]
    [InlineData("-", "")]
    [InlineData("1.", "")]
    [InlineData("", "e-3")]
    public void A_number_longer_than_Python_reads_one_is_an_error_wherever_it_stands(string before, string after)
    {
        string Number(int length) =>
            before + new string('7', length - before.TrimStart('-').Length - after.Length) + after;
        for (int lines = 0; lines < 6000; lines += 2000)
        {
            string start = $$"""{"a": "b",{{new string('\n', lines)}}"x": {"y": [1, """;

            DistributedMixtralConfig
                .FromJson($"{start}{Number(MaxDigits)}]}}}}")
                .ExtraAttributes.Should()
                .ContainKey("x");
            FluentActions
                .Invoking(() => DistributedMixtralConfig.FromJson($"{start}{Number(MaxDigits + 1)}]}}}}"))
                .Should()
                .Throw<ConfigFormatException>()
                .WithMessage("*numbers of at most 4300 digits, found one of 430* characters: *7777*")
                .Which.Line.Should()
                .Be(1 + lines);
        }
    }

    [Fact]
    public void Digits_in_a_string_are_no_number() =>
        DistributedMixtralConfig
            .FromJson($$"""{"x": "{{new string('7', 3 * MaxDigits)}}"}""")
            .ExtraAttributes.Should()
            .ContainKey("x");

    [Fact]
    public void An_update_takes_no_longer_number_either()
    {
        DistributedMixtralConfig config = DistributedMixtralConfig.FromJson("""{"x": 1}""");

        config.Update("x", JsonElement.Parse(new string('7', MaxDigits))).ExtraAttributes.Should().ContainKey("x");
        config
            .Invoking(it => it.Update("x", JsonElement.Parse(new string('7', MaxDigits + 1))))
            .Should()
            .Throw<ConfigFormatException>()
            .WithMessage("*numbers of at most 4300 digits*");
    }

    [Theory]
    [InlineData("id2label")]
    [InlineData("label2id")]
    [InlineData("pruned_heads")]
    public void A_file_has_no_more_labels_than_num_labels_may_ask_for(string key)
    {
        string value = key switch
        {
            "id2label" => "\"\"",
            "label2id" => "0",
            _ => "[]",
        };
        string Text(int count) =>
            $"{{\"{key}\": {{{string.Join(", ", Enumerable.Range(0, count).Select(i => $"\"{i}\": {value}"))}}}}}";

        DistributedMixtralConfig.FromJson(Text(MaxLabels)).Should().NotBeNull();
        FluentActions
            .Invoking(() => DistributedMixtralConfig.FromJson(Text(MaxLabels + 1)))
            .Should()
            .Throw<ConfigFormatException>()
            .WithMessage($"*$.{key}: expected at most 100000 names*");
    }
}
