namespace Petals.Mixtral.Config.Tests;

/// <summary>Messages and printed text are the same in every culture.</summary>
public sealed class CultureTests
{
    private static readonly Dictionary<string, Func<string?>> Texts = new()
    {
        ["a token id"] = () => new TokenIds(-1).ToString(),
        ["a pretrained config"] = () => new PretrainedConfig { BosTokenId = -1, EosTokenId = [-1] }.ToString(),
        ["a model"] = () => new MixtralConfig { RmsNormEps = 0.5, SlidingWindow = -1 }.ToString(),
        ["a config"] = () => new DistributedMixtralConfig { RopeTheta = -0.5, MaxPositionEmbeddings = -1 }.ToString(),
        ["settings"] = () =>
            string.Join(
                '\n',
                new DistributedMixtralConfig { RopeTheta = -0.5, MaxPinged = -1 }
                    .DescribeSettings()
                    .Select(setting => setting.Value)
            ),
        ["failures"] = () =>
            string.Join(
                '\n',
                new DistributedMixtralConfig
                {
                    RopeTheta = -0.5,
                    MaxPinged = -1,
                    PadTokenId = -2,
                }.Validate()
            ),
        ["a size"] = () => MessageOf(() => new DistributedMixtralConfig { HiddenSize = -5 }.ParameterCount),
        ["a divisor"] = () => MessageOf(() => new DistributedMixtralConfig { NumKeyValueHeads = -5 }.AttentionGroups),
        ["a value of the wrong kind"] = () => MessageOf(() => Read("""{"hidden_size": -0.5}""")),
    };

    public static TheoryData<string> Things => [.. Texts.Keys];

    [Theory]
    [MemberData(nameof(Things))]
    public void The_culture_of_the_machine_does_not_change_a_text(string thing)
    {
        string? expected = Texts[thing]();
        using var culture = new ForeignCulture();

        Texts[thing]().Should().Be(expected).And.MatchRegex("-[0-9]|[0-9][.][0-9]");
    }

    [Fact]
    public void The_error_about_half_a_byte_has_a_decimal_point_in_every_culture()
    {
        using var directory = new TempDirectory();
        string path = ShardWriter.Write(
            directory.Combine("a.safetensors"),
            """{"a":{"dtype":"F4","shape":[3],"data_offsets":[0,1]}}""",
            1
        );
        using var culture = new ForeignCulture();

        MessageOf(() => SafetensorsHeader.Read(path)).Should().Contain("3 values of float4_e2m1fn in 1.5 bytes");
    }

    private static string MessageOf<T>(Func<T> act) => Throws<PretrainedConfigException>(() => act()).Message;
}
