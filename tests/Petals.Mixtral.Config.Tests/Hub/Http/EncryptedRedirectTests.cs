namespace Petals.Mixtral.Config.Tests.Hub.Http;

/// <summary>Redirects of a Hub with https.</summary>
public sealed class EncryptedRedirectTests() : HubTest(isEncrypted: true)
{
    private const string Path = "/moved/tiny/resolve/main/config.json";
    private HttpClient _client = null!;

    protected override PretrainedLoadOptions Options =>
        base.Options with
        {
            HttpClient = _client,
            Endpoint = new("https://hub.example"),
            Token = Token,
        };

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        _client = HubHttpClients.LeadingTo(Hub);
        Hub.Publish(FileName, TinyConfig.Json, repo: "moved/tiny");
    }

    public override ValueTask DisposeAsync()
    {
        _client.Dispose();
        return base.DisposeAsync();
    }

    [Theory]
    [InlineData("../../../.." + Path)]
    [InlineData("https://hub.example" + Path)]
    [InlineData("https://hub.example:443" + Path)]
    [InlineData("https://HUB.example" + Path)]
    [InlineData("//hub.example" + Path)]
    public async Task The_token_is_sent_after_a_redirect_to_the_same_origin(string location)
    {
        Hub.Redirecting(location);

        await LoadAsync(blocking: false);

        Tokens.Should().HaveCount(4).And.AllBe($"Bearer {Token}");
    }

    [Theory]
    [InlineData("https://other.example" + Path)]
    [InlineData("//other.example" + Path)]
    [InlineData("https://hub.example:8443" + Path)]
    [InlineData("https://cdn.hub.example" + Path)]
    [InlineData("https://hub.example." + Path)]
    public async Task The_token_is_not_sent_after_a_redirect_to_another_origin(string location)
    {
        Hub.Redirecting(location);

        await LoadAsync(blocking: true);

        Tokens.Should().Equal($"Bearer {Token}", null, $"Bearer {Token}", null);
        Hub.Requests.Should()
            .OnlyContain(request => (request.Headers["Host"] == "hub.example") == (request.Authorization != null));
    }

    [Theory]
    [InlineData("http://hub.example/acme/tiny/resolve/main/config.json")]
    [InlineData("http://127.0.0.1/x")]
    [InlineData("http://169.254.169.254/")]
    [InlineData("file:///etc/passwd")]
    [InlineData("file://evil/x")]
    [InlineData("ftp://evil/x")]
    [InlineData("javascript:alert(1)")]
    [InlineData("data:application/json,{}")]
    [InlineData("""\\evil\x""")]
    [InlineData("""/\evil\x""")]
    [InlineData("https://[")]
    [InlineData("https://a b/")]
    [InlineData("https://")]
    [InlineData("")]
    [InlineData("https://user:hunter2@evil/x", "https://evil/x")]
    [InlineData("https://hub.example@evil/x", "https://evil/x")]
    [InlineData("//user:hunter2@hub.example/x", "//hub.example/x")]
    [InlineData(null, "")]
    public async Task A_redirect_to_an_unsafe_or_invalid_address_is_not_followed(string? location, string? shown = null)
    {
        Hub.Redirecting(location);

        HubException exception = await ShouldFailAsync("a redirect * was not followed: it must be https", requests: 1);

        exception.Message.Should().Contain($" to '{shown ?? location}' was not followed").And.NotContain("hunter2");
        Hub.Requests.Should()
            .OnlyContain(request => request.Method == "HEAD" && request.Headers["Host"] == "hub.example");
    }
}
