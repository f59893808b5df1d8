using Petals.Mixtral.Config.Tests.Support;

namespace Petals.Mixtral.Config.Tests.Validation;

public sealed class TokenIdRulesTests
{
    private static readonly Dictionary<string, Func<int?, DistributedMixtralConfig>> Ids = new()
    {
        ["bos_token_id"] = id => new() { BosTokenId = id },
        ["eos_token_id"] = id => new() { EosTokenId = id },
        ["pad_token_id"] = id => new() { PadTokenId = id },
        ["sep_token_id"] = id => new() { SepTokenId = id },
        ["decoder_start_token_id"] = id => new() { DecoderStartTokenId = id },
    };

    public static TheoryData<string> Keys => [.. Ids.Keys];

    [Theory]
    [MemberData(nameof(Keys))]
    public void A_token_id_is_inside_the_vocabulary_or_not_given(string key)
    {
        Func<int?, DistributedMixtralConfig> with = Ids[key];

        foreach (int? kept in new int?[] { null, 0, 1, 31999 })
        {
            with(kept).Validate().Should().BeEmpty();
        }

        foreach (int broken in new[] { 32000, int.MaxValue, -2, int.MinValue })
        {
            with(broken)
                .OnlyFailure()
                .Should()
                .StartWith($"{key} is {broken}: it must be from 0 to 31999, the last id of the vocabulary");
        }
    }

    [Theory]
    [MemberData(nameof(Keys))]
    public void Minus_one_stands_for_no_padding_and_for_nothing_else(string key)
    {
        Ids[key](-1).ShouldKeepRulesOrFailOnlyFor(key, keeps: key == "pad_token_id");
        Ids[key]
            (-2)
            .OnlyFailure()
            .Contains("or -1 for none", StringComparison.Ordinal)
            .Should()
            .Be(key == "pad_token_id");
    }

    [Fact]
    public void Of_a_list_each_id_outside_the_vocabulary_fails_with_its_index()
    {
        new DistributedMixtralConfig { EosTokenId = TokenIds.Create([0, 2, 31999]) }
            .Validate()
            .Should()
            .BeEmpty();
        new DistributedMixtralConfig { EosTokenId = TokenIds.Create([]) }
            .Validate()
            .Should()
            .BeEmpty();
        new DistributedMixtralConfig { EosTokenId = TokenIds.Create([-1, 2, 32000]) }
            .FailingKeys()
            .Should()
            .Equal("eos_token_id[0]", "eos_token_id[2]");
        new DistributedMixtralConfig { EosTokenId = TokenIds.Create([32000]) }
            .FailingKeys()
            .Should()
            .Equal("eos_token_id[0]");
    }

    [Fact]
    public void The_smallest_vocabulary_has_the_id_0_alone() =>
        new DistributedMixtralConfig
        {
            VocabSize = 1,
            BosTokenId = 0,
            EosTokenId = 1,
        }
            .OnlyFailure()
            .Should()
            .StartWith("eos_token_id is 1: it must be from 0 to 0,");

    [Fact]
    public void Without_a_vocabulary_nothing_is_said_of_its_ids() =>
        new DistributedMixtralConfig
        {
            VocabSize = 0,
            PadTokenId = -5,
            BosTokenId = int.MaxValue,
        }
            .FailingKeys()
            .Should()
            .Equal("vocab_size");
}
