namespace Petals.Mixtral.Config.Tests.Hub.Http;

/// <summary>The address of the Hub.</summary>
public sealed class EndpointTests : HubTest
{
    [Theory]
    [InlineData(
        "https://hub.example",
        "https://hub.example",
        "https://hub.example/",
        "https://hub.example///",
        "  https://hub.example\n",
        "HTTPS://HUB.EXAMPLE:443"
    )]
    [InlineData("https://hub.example/hf", "https://hub.example/hf", "https://hub.example/hf/")]
    [InlineData("https://hub.example/a%20b", "https://hub.example/a%20b")]
    [InlineData("http://localhost:1", "http://localhost:1")]
    public void Requests_go_below_the_endpoint_of_the_option_or_variable(string expected, params string[] endpoints)
    {
        foreach (string endpoint in endpoints)
        {
            ShouldRequest(new Uri(endpoint), expected);
            Variables["HF_ENDPOINT"] = endpoint;
            ShouldRequest(null, expected);
        }
    }

    [Fact]
    public void The_default_endpoint_is_that_of_Hugging_Face()
    {
        foreach (string? variable in (string?[])[null, "", " \t"])
        {
            Variables["HF_ENDPOINT"] = variable!;
            ShouldRequest(null, "https://huggingface.co");
        }
    }

    [Fact]
    public void The_option_Endpoint_precedes_the_variable()
    {
        Variables["HF_ENDPOINT"] = "ftp://hub.example";

        ShouldRequest(new Uri("https://option.example"), "https://option.example");
    }

    [Theory]
    [InlineData("file:///etc/passwd", "ftp://hub.example", "javascript:alert(1)", "data:text/plain,x")]
    [InlineData("localhost:1", "hub.example", "/hf", "//hub.example/hf", "hub.example?token=hf_secret")]
    [InlineData("ftp://hub.example/?token=hf_secret", "hf_secret", "ftp://u:hf_secret@hub.example")]
    [InlineData("https://xn--\u00e9", "https://hub.example?x=hf_secret", "https://hub.example#hf_secret")]
    [InlineData("https://u:hf_secret@hub.example", "https://hf_secret@hub.example", "http://u:hf_secret@127.0.0.1/hf")]
    public async Task An_invalid_endpoint_is_refused_and_its_password_is_not_shown(params string[] endpoints)
    {
        foreach (string endpoint in endpoints)
        {
            await ShouldRefuseAsync(new Uri(endpoint, UriKind.RelativeOrAbsolute), "option Endpoint");
            Variables["HF_ENDPOINT"] = endpoint;
            await ShouldRefuseAsync(null, "variable HF_ENDPOINT");
        }
    }

    [Theory]
    [InlineData("https://")]
    [InlineData("https:///x")]
    [InlineData("u:hf_secret@hub.example")]
    [InlineData("http://:80")]
    [InlineData("https://hub.example:99999")]
    [InlineData("https://hub .example")]
    [InlineData("\u001b[2Jhttps://hub.example")]
    public Task A_variable_that_is_not_an_address_is_refused(string endpoint)
    {
        Variables["HF_ENDPOINT"] = endpoint;
        return ShouldRefuseAsync(null, "variable HF_ENDPOINT");
    }

    [Theory]
    [InlineData("http://hf_secret.example", 404)]
    [InlineData("http://hub.example/hf_secret/hf", 404)]
    [InlineData("http://hub.example/hf_secret/hf", 200)]
    [InlineData("http://hub.example/hf_secret/hf", 503)]
    public async Task A_token_in_the_endpoint_is_not_shown(string endpoint, int status)
    {
        using HttpClient client = HubHttpClients.LeadingTo(Hub);
        Hub.Failing(status);
        Variables["HF_ENDPOINT"] = endpoint;
        PretrainedLoadOptions options = Options with { Endpoint = null, Token = Token, HttpClient = client };

        (await FailAsync<HubException>(options)).ToString().Should().ContainAny("(token)", "/…").And.NotContain(Token);

        ModelResolution
            .Explain(Repo, options)
            .Requests.Should()
            .NotBeEmpty()
            .And.OnlyContain(request => !request.Contains(Token));
        Log.Entries.Should().NotContain(entry => entry.Message.Contains(Token));
    }

    [Fact]
    public void A_cached_file_needs_no_valid_endpoint()
    {
        Cache.Ref().File();

        ShouldLoad(Options with { Endpoint = new Uri("ftp://hub.example") });
    }

    private void ShouldRequest(Uri? endpoint, string expected)
    {
        using var handler = new RecordingHandler();
        using var http = new HttpClient(handler);
        using var client = new HubClient(ClientOptions with { Endpoint = endpoint, HttpClient = http });
        client.Download(Repo, FileName, new HubDownloadOptions { ForceDownload = true });
        handler
            .Sent.Select(request => request.Url.AbsoluteUri)
            .Should()
            .AllBe($"{expected}/acme/tiny/resolve/main/config.json");
    }

    private async Task ShouldRefuseAsync(Uri? endpoint, string source)
    {
        HubValidationException exception = await FailAsync<HubValidationException>(
            Options with
            {
                Endpoint = endpoint,
            }
        );
        exception
            .Message.Should()
            .StartWith(
                $"The endpoint, from the {source}, is not valid. Set it to an address such as https://huggingface.co, without "
            )
            .And.NotContain("\u001b");
        exception.ToString().Should().NotContain("secret");
        Hub.Requests.Should().BeEmpty();
        Fixture.Tree().Should().BeEmpty();
    }
}
