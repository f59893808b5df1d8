using Petals.Mixtral.Config.Tests.Support;

namespace Petals.Mixtral.Config.Tests.Options;

public sealed class OptionValueTests
{
    [Theory]
    [InlineData("Client:MaxPinged", "1,000", "an integer of 32 bits")]
    [InlineData("Client:MaxPinged", "1.0", "an integer of 32 bits")]
    [InlineData("Client:MaxPinged", "1e3", "an integer of 32 bits")]
    [InlineData("Client:MaxPinged", "0x10", "an integer of 32 bits")]
    [InlineData("Client:MaxPinged", "2147483648", "an integer of 32 bits")]
    [InlineData("Client:MaxPinged", "", "an integer of 32 bits")]
    [InlineData("Client:MaxRetries", "many", "an integer of 32 bits, or null")]
    [InlineData("Model:RopeTheta", "1,000,000", "a number")]
    [InlineData("Model:RopeTheta", "1_000", "a number")]
    [InlineData("Model:RopeTheta", "0,5", "a number")]
    [InlineData("Client:UseServerToServer", "1", "true or false")]
    [InlineData("Client:UseServerToServer", "yes", "true or false")]
    [InlineData("Client:ShowRoute", "sometimes", "false, inference or true")]
    [InlineData("Client:ShowRoute", "1", "false, inference or true")]
    [InlineData("LMHead:UseChunkedForward", "maybe", "auto, true or false")]
    [InlineData("PTune:TuningMode", "deep-ptune", "ptune or deep_ptune, or null")]
    [InlineData("Model:TorchDtype", " ", "the name of a PyTorch dtype, such as bfloat16, or null")]
    [InlineData("Model:EosTokenId", "two", "a token id, or a list of them, or null")]
    [InlineData("Model:EosTokenId", "1,2", "a token id, or a list of them, or null")]
    [InlineData("Client:InitialPeers", "a,b", "a list of strings (items :0, :1 …)")]
    [InlineData("Client:AllowedServers", "a", "a list of strings (items :0, :1 …), or null")]
    [InlineData("LocalFilesOnly", "1", "true or false")]
    [InlineData("Client", "x", "a section of settings")]
    [InlineData(
        "Model",
        "mistralai/Mixtral-8x7B-v0.1",
        "a section of settings; the model itself is named by ModelNameOrPath"
    )]
    public void A_value_that_its_key_may_not_hold_is_an_error_that_names_key_expectation_and_value(
        string key,
        string text,
        string expected
    )
    {
        ConfigFormatException exception = FluentActions
            .Invoking(() => TinyOptions.New().Bind(TinyOptions.Texts((key, text))))
            .Should()
            .Throw<ConfigFormatException>()
            .WithMessage($"the configuration, Petals:{key}: expected {expected}, found '{text}'.")
            .Which;

        exception.JsonPath.Should().Be($"Petals:{key}");
        exception.Expected.Should().Be(expected);
        exception.Found.Should().Be($"'{text}'");
        exception.Line.Should().BeNull();
    }

    [Theory]
    [InlineData("""{"Client": {"MaxPinged": [1]}}""", "Petals:Client:MaxPinged", "a list")]
    [InlineData("""{"Client": {"MaxPinged": {"a": 1}}}""", "Petals:Client:MaxPinged", "a section")]
    [InlineData("""{"Client": {"InitialPeers": [["a"]]}}""", "Petals:Client:InitialPeers:0", "a list")]
    [InlineData("""{"Client": {"InitialPeers": ["a", {"b": "c"}]}}""", "Petals:Client:InitialPeers:1", "a section")]
    [InlineData("""{"Client": {"InitialPeers": ["a", null]}}""", "Petals:Client:InitialPeers:1", "null")]
    [InlineData("""{"Model": {"EosTokenId": [[1]]}}""", "Petals:Model:EosTokenId:0", "a list")]
    [InlineData("""{"Model": {"EosTokenId": [1, null]}}""", "Petals:Model:EosTokenId:1", "null")]
    [InlineData("""{"ModelNameOrPath": ["a"]}""", "Petals:ModelNameOrPath", "a list")]
    [InlineData("""{"Revision": {"a": "b"}}""", "Petals:Revision", "a section")]
    public void What_is_found_is_called_what_it_is(string json, string key, string found)
    {
        ConfigFormatException exception = FluentActions
            .Invoking(() => TinyOptions.Bound(json))
            .Should()
            .Throw<ConfigFormatException>()
            .Which;

        exception.JsonPath.Should().Be(key);
        exception.Found.Should().Be(found);
    }

    [Fact]
    public void A_list_in_place_of_a_part_has_keys_that_are_unknown() =>
        FluentActions
            .Invoking(() => TinyOptions.Bound("""{"Client": ["a"]}"""))
            .Should()
            .Throw<UnknownSettingException>()
            .Which.Key.Should()
            .Be("Petals:Client:0");

    [Fact]
    public void A_value_in_place_of_the_whole_section_is_an_error() =>
        FluentActions
            .Invoking(() => TinyOptions.Bound("\"mistralai/Mixtral-8x7B-v0.1\""))
            .Should()
            .Throw<ConfigFormatException>()
            .WithMessage(
                "the configuration, Petals: expected a section of settings; the model itself is named by "
                    + "ModelNameOrPath, found 'mistralai/Mixtral-8x7B-v0.1'."
            );

    [Fact]
    public void A_text_over_a_list_of_an_earlier_source_is_not_ignored() =>
        FluentActions
            .Invoking(() =>
                TinyOptions.Bound("""{"Client": {"InitialPeers": ["a"]}}""", """{"Client": {"InitialPeers": "b"}}""")
            )
            .Should()
            .Throw<ConfigFormatException>()
            .WithMessage(
                "the configuration, Petals:Client:InitialPeers: expected a list of strings*, found 'b' and a list."
            );

    [Theory]
    [InlineData("true", ShowRoute.Always)]
    [InlineData("\"always\"", ShowRoute.Always)]
    [InlineData("false", ShowRoute.Never)]
    [InlineData("\"Never\"", ShowRoute.Never)]
    [InlineData("\"inference\"", ShowRoute.Inference)]
    public void The_names_of_Python_and_of_NET_are_both_understood(string json, ShowRoute value) =>
        TinyOptions.Bound($$$"""{"Client": {"ShowRoute": {{{json}}}}}""").Build().ShowRoute.Should().Be(value);

    [Fact]
    public void An_option_of_loading_that_must_not_be_null_refuses_it()
    {
        FluentActions
            .Invoking(() => new DistributedMixtralOptions { Revision = null! })
            .Should()
            .Throw<ArgumentNullException>();
        FluentActions
            .Invoking(() => new DistributedMixtralOptions { ConfigFileName = null! })
            .Should()
            .Throw<ArgumentNullException>();
        FluentActions
            .Invoking(() => new DistributedMixtralOptions { Environment = null! })
            .Should()
            .Throw<ArgumentNullException>();
    }
}
