using System.Text.Json;
using Petals.Mixtral.Config.Tests.Support;

namespace Petals.Mixtral.Config.Tests.Options;

public sealed class OptionSecrecyTests
{
    [Theory]
    [InlineData("""{"Token": ["hf_secret"]}""")]
    [InlineData("""{"Token": {"hf": "hf_secret"}}""")]
    [InlineData("""{"Tokn": "hf_secret"}""")]
    [InlineData("""{"Client": {"Token": "hf_secret"}}""")]
    [InlineData("""{"Token": "hf_secret", "Client": {"MaxRetries": "x"}}""")]
    [InlineData("""{"Token": "hf_secret\n", "Zzz": 1}""")]
    [InlineData("""{"Endpoint": "https://me:hf_secret@[hub"}""")]
    [InlineData("""{"Endpoint": "https://[hub?token=hf_secret"}""")]
    [InlineData("""{"Endpoint": "https://me@[hub?token=hf_secret"}""")]
    [InlineData("""{"Endpoint": ["https://me:hf_secret@hub.example"]}""")]
    public void A_token_or_password_is_in_no_message_about_the_configuration(string json) =>
        FluentActions
            .Invoking(() => TinyOptions.Bound(json))
            .Should()
            .Throw<PretrainedConfigException>()
            .Which.ToString()
            .Should()
            .NotContain("hf_secret");

    [Theory]
    [InlineData("hf_secret\n", "https://hub.example")]
    [InlineData("hf secret", "https://hub.example")]
    [InlineData("hf_secret", "https://me:hf_secret@hub.example")]
    [InlineData("hf_secret", "hub.example/hf")]
    public void Nor_is_it_in_a_message_about_the_model(string token, string endpoint)
    {
        using var directory = new TempDirectory();
        DistributedMixtralOptions options = TinyOptions.New();
        options.Bind(TinyOptions.Texts(("Token", token), ("Endpoint", endpoint), ("CacheDirectory", directory.Path)));
        options.LocalFilesOnly = false;
        options.HttpClient = new HttpClient(new NoNetworkHandler());

        FluentActions
            .Invoking(() => options.Build())
            .Should()
            .Throw<PretrainedConfigException>()
            .Which.ToString()
            .Should()
            .NotContain(token.Trim());
    }

    [Fact]
    public void A_token_is_not_serialized() =>
        JsonSerializer
            .Serialize(new DistributedMixtralOptions { Token = "hf_secret", Revision = "main" })
            .Should()
            .Contain("main")
            .And.NotContain("hf_secret");
}
