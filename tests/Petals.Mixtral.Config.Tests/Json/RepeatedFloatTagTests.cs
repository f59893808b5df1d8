namespace Petals.Mixtral.Config.Tests.Json;

/// <summary>The object with which transformers 5 writes NaN and infinities, if its key is repeated.</summary>
public sealed class RepeatedFloatTagTests
{
    [Theory]
    [InlineData("""{"__float__": "NaN", "__float__": "Infinity"}""", double.PositiveInfinity)]
    [InlineData("""{"__float__": 1, "__float__": {"a": [2]}, "__float__": "-Infinity"}""", double.NegativeInfinity)]
    public void FromJson_reads_the_last_of_several_float_tags_as_Python_does(string theta, double expected)
    {
        DistributedMixtralConfig config = Read($$"""{"rope_theta": {{theta}}}""");

        config.RopeTheta.Should().Be(expected);
    }

    [Theory]
    [InlineData("""{"__float__": "NaN", "__float__": 1}""")]
    [InlineData("""{"__float__": "NaN", "other": "NaN"}""")]
    [InlineData("""{"other": "NaN", "__float__": "NaN"}""")]
    [InlineData("{}")]
    public void FromJson_rejects_an_object_that_Python_reads_as_a_dictionary(string theta) =>
        Throws<ConfigFormatException>(() => Read($$"""{"rope_theta": {{theta}}}"""));
}
