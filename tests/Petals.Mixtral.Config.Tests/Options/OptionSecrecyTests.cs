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
    public void A_message_about_the_configuration_contains_no_token_or_password(string json) =>
        Throws<PretrainedConfigException>(() => TinyOptions.Bound(json)).ToString().Should().NotContain("hf_secret");

    [Theory]
    [InlineData("hf_secret\n", "https://hub.example")]
    [InlineData("hf secret", "https://hub.example")]
    [InlineData("hf_secret", "https://me:hf_secret@hub.example")]
    [InlineData("hf_secret", "hub.example/hf")]
    public void A_message_about_the_model_contains_no_token_or_password(string token, string endpoint)
    {
        using var directory = new TempDirectory();
        DistributedMixtralOptions options = TinyOptions.New();
        options.Bind(TinyOptions.Texts(("Token", token), ("Endpoint", endpoint), ("CacheDirectory", directory.Path)));
        options.LocalFilesOnly = false;
        options.HttpClient = new HttpClient(new NoNetworkHandler());

        Throws<PretrainedConfigException>(() => options.Build()).ToString().Should().NotContain(token.Trim());
    }

    [Fact]
    public void A_token_is_not_serialized() =>
        JsonSerializer
            .Serialize(new DistributedMixtralOptions { Token = "hf_secret", Revision = "main" })
            .Should()
            .Contain("main")
            .And.NotContain("hf_secret");
}
