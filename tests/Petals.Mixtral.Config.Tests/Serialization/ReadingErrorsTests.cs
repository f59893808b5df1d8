namespace Petals.Mixtral.Config.Tests.Serialization;

public sealed class ReadingErrorsTests
{
    [Fact]
    public void An_error_has_the_file_the_place_the_expectation_and_the_value()
    {
        using var directory = new TempDirectory();
        string file = directory.Write("config.json", "{\n\"id2label\": {\n  \"0\": \"a\",\n  \"x\": \"b\"\n}}");

        Throws<ConfigFormatException>(() => DistributedMixtralConfig.FromPretrained(directory.Path))
            .Should()
            .BeEquivalentTo(
                new
                {
                    File = file,
                    Line = 4,
                    Column = 3,
                    JsonPath = "$.id2label.x",
                    Expected = "an object with integer names and string values",
                    Found = "\"x\": \"b\"",
                }
            );
    }

    [Theory]
    [InlineData(
        new byte[] { 0x7B, 0x22, 0xFF, 0x22, 0x7D },
        "*line 1, column 3, $: expected UTF-8, found the byte 0xFF*"
    )]
    [InlineData(new byte[] { 0xFF, 0xFE, 0x7B, 0x00 }, "*found UTF-16; save the file as UTF-8.")]
    [InlineData(new byte[0], "*found an empty text.")]
    public void A_text_that_is_not_UTF8_or_empty_is_an_error(byte[] text, string message) =>
        Throws<ConfigFormatException>(() => DistributedMixtralConfig.FromJson(text), message);

    [Fact]
    public void FromJson_throws_for_null_and_for_half_of_a_surrogate_pair()
    {
        Throws<ConfigFormatException>(() => Read("{\"x\": \"\uD800\"}"), "*surrogate*");
        Throws<ArgumentNullException>(() => Read(null!));
    }
}
