using Microsoft.Extensions.Configuration;
using Petals.Mixtral.Config.Tests.Support;

namespace Petals.Mixtral.Config.Tests.Options;

public sealed class UnknownOptionTests
{
    [Theory]
    [InlineData("ModelNameOrPat", "ModelNameOrPath")]
    [InlineData("model_name_or_path", "ModelNameOrPath")]
    [InlineData("revison", "Revision")]
    [InlineData("cache_dir", null)]
    [InlineData("CacheDir", null)]
    [InlineData("cache_directory", "CacheDirectory")]
    [InlineData("dht_prefix", "DhtPrefix")]
    [InlineData("Clients", "Client")]
    [InlineData("LM_Head", "LMHead")]
    [InlineData("HttpClient", null)]
    [InlineData("Environment", null)]
    public void At_the_top_the_nearest_option_is_suggested(string key, string? suggestion) =>
        ShouldBeUnknown(key, suggestion);

    [Theory]
    [InlineData("Client:MaxRetrys", "Client:MaxRetries")]
    [InlineData("Client:max_retries", "Client:MaxRetries")]
    [InlineData("client:initial_peers:0", "client:InitialPeers")]
    [InlineData("PTune:pre_seq_len", "PTune:PreSeqLen")]
    [InlineData("LMHead:ChunkedForwardSteps", "LMHead:ChunkedForwardStep")]
    [InlineData("Model:num_hidden_layers", "Model:NumHiddenLayers")]
    [InlineData("Model:torch_dtype", "Model:TorchDtype")]
    [InlineData("Model:Id2Label:0", null)]
    [InlineData("Client:0", null)]
    public void In_a_part_the_nearest_option_of_the_part_is_suggested(string key, string? suggestion) =>
        ShouldBeUnknown(key, suggestion);

    [Theory]
    [InlineData("MaxRetries", "Client:MaxRetries")]
    [InlineData("request_timeout", "Client:RequestTimeout")]
    [InlineData("Client:HiddenSize", "Model:HiddenSize")]
    [InlineData("Model:TuningMode", "PTune:TuningMode")]
    [InlineData("PTune:Revision", "Revision")]
    [InlineData("Model:ModelNameOrPath", "ModelNameOrPath")]
    [InlineData("Client:Token", "Token")]
    [InlineData("Client:DhtPrefix", "DhtPrefix")]
    [InlineData("Client:dht_prefix", "DhtPrefix")]
    [InlineData("Model:DhtPrefix", "DhtPrefix")]
    [InlineData("Prefix", "Model:Prefix")]
    public void An_option_of_another_section_is_suggested_with_its_section(string key, string suggestion) =>
        ShouldBeUnknown(key, suggestion);

    [Fact]
    public void Without_a_similar_name_the_message_says_what_options_are_called() =>
        FluentActions
            .Invoking(() => TinyOptions.Bound("""{"Zzz": 1}"""))
            .Should()
            .Throw<UnknownSettingException>()
            .WithMessage(
                "The configuration key 'Petals:Zzz' is unknown; the options are named as the properties of "
                    + "DistributedMixtralOptions."
            );

    [Fact]
    public void A_whole_configuration_can_hold_the_options_as_well()
    {
        IConfigurationRoot root = new ConfigurationBuilder()
            .AddInMemoryCollection([new("Client:max_retries", "3")])
            .Build();

        FluentActions
            .Invoking(() => new DistributedMixtralOptions().Bind(root))
            .Should()
            .Throw<UnknownSettingException>()
            .WithMessage("The configuration key 'Client:max_retries' is unknown; did you mean 'Client:MaxRetries'?");
    }

    [Fact]
    public void A_section_deep_in_a_configuration_is_named_in_full()
    {
        IConfigurationRoot root = new ConfigurationBuilder()
            .AddInMemoryCollection([new("A:B:Client:hidden_size", "3")])
            .Build();

        FluentActions
            .Invoking(() => new DistributedMixtralOptions().Bind(root.GetSection("A:B")))
            .Should()
            .Throw<UnknownSettingException>()
            .Which.Suggestion.Should()
            .Be("A:B:Model:HiddenSize");
    }

    [Fact]
    public void An_unknown_key_is_an_error_even_where_it_holds_null() =>
        FluentActions
            .Invoking(() => TinyOptions.Bound("""{"Client": {"max_retries": null}}"""))
            .Should()
            .Throw<UnknownSettingException>();

    [Fact]
    public void A_key_that_a_terminal_would_act_on_is_shown_escaped() =>
        FluentActions
            .Invoking(() => TinyOptions.Bound("""{"a\u001b[2J": 1}"""))
            .Should()
            .Throw<UnknownSettingException>()
            .WithMessage("*'Petals:a\\u001b[2J'*");

    private static void ShouldBeUnknown(string key, string? suggestion)
    {
        UnknownSettingException exception = FluentActions
            .Invoking(() => TinyOptions.New().Bind(TinyOptions.Texts((key, "1"))))
            .Should()
            .Throw<UnknownSettingException>()
            .Which;

        exception.Suggestion.Should().Be(suggestion is null ? null : $"Petals:{suggestion}");
        exception
            .Message.Should()
            .Contain(suggestion is null ? "DistributedMixtralOptions" : $"did you mean 'Petals:{suggestion}'?");
    }
}
