using Petals.Mixtral.Config.Tests.Support;

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
    [InlineData("http://hub.example/acme/tiny/resolve/main/config.json", "plain http: http://hub.example/acme")]
    [InlineData("http://127.0.0.1/x", "plain http: http://127.0.0.1/x")]
    [InlineData("http://169.254.169.254/", "plain http: http://169.254.169.254/")]
    [InlineData("file:///etc/passwd", "neither https nor http: file:///etc/passwd")]
    [InlineData("file://evil/x", "neither https nor http: file://evil/x")]
    [InlineData("ftp://evil/x", "neither https nor http: ftp://evil/x")]
    [InlineData("javascript:alert(1)", "neither https nor http: javascript:alert(1)")]
    [InlineData("data:application/json,{}", "neither https nor http: data:application/json,%7B%7D")]
    [InlineData("""\\evil\x""", "leads to an invalid address: '*evil")]
    [InlineData("""/\evil\x""", "leads to an invalid address: '*evil")]
    [InlineData("https://user:hunter2@evil/x", "credentials")]
    [InlineData("https://hub.example@evil/x", "credentials")]
    [InlineData("//user:hunter2@hub.example/x", "credentials")]
    [InlineData("https://[", "leads to an invalid address: 'https://['")]
    [InlineData("https://a b/", "leads to an invalid address: 'https://a b/'")]
    [InlineData("https://", "leads to an invalid address: 'https://'")]
    [InlineData("", "leads to no address: its header Location is missing or empty")]
    [InlineData(null, "leads to no address: its header Location is missing or empty")]
    public async Task A_redirect_to_an_unsafe_or_invalid_address_is_not_followed(string? location, string reason)
    {
        Hub.Redirecting(location);

        HubException exception = await ShouldFailAsync($"redirect was not followed*{reason}", requests: 1);

        exception.Message.Should().NotContain("hunter2");
        Hub.Requests.Should()
            .OnlyContain(request => request.Method == "HEAD" && request.Headers["Host"] == "hub.example");
    }
}
