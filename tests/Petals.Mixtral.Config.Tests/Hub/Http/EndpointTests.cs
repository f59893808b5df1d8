using Petals.Mixtral.Config.Hub;
using Petals.Mixtral.Config.Tests.Support;

namespace Petals.Mixtral.Config.Tests.Hub.Http;

/// <summary>The address of the Hub: what it may be, and what it may not.</summary>
public sealed class EndpointTests
{
    private const string File = "/acme/tiny/resolve/main/config.json";

    [Theory]
    [InlineData("https://hub.example", "https://hub.example" + File)]
    [InlineData("https://hub.example/", "https://hub.example" + File)]
    [InlineData("https://hub.example///", "https://hub.example" + File)]
    [InlineData("https://hub.example/hf", "https://hub.example/hf" + File)]
    [InlineData("https://hub.example/hf/", "https://hub.example/hf" + File)]
    [InlineData("https://hub.example/a%20b", "https://hub.example/a%20b" + File)]
    [InlineData("http://localhost:1", "http://localhost:1" + File)]
    [InlineData("  https://hub.example\n", "https://hub.example" + File)]
    [InlineData("HTTPS://HUB.EXAMPLE:443", "https://hub.example" + File)]
    public async Task A_request_goes_below_it(string endpoint, string expected)
    {
        await using HubFixture fixture = await HubFixture.WithTinyModelAsync();

        Asked(fixture, fixture.Options with { Endpoint = new Uri(endpoint) }).Should().AllBe(expected);
        fixture.Variables["HF_ENDPOINT"] = endpoint;
        Asked(fixture, fixture.Options with { Endpoint = null }).Should().AllBe(expected);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData(" \t")]
    public async Task Without_one_it_is_that_of_Hugging_Face(string? variable)
    {
        await using HubFixture fixture = await HubFixture.WithTinyModelAsync();
        if (variable is not null)
        {
            fixture.Variables["HF_ENDPOINT"] = variable;
        }

        Asked(fixture, fixture.Options with { Endpoint = null }).Should().AllBe("https://huggingface.co" + File);
    }

    [Fact]
    public async Task The_option_counts_before_the_variable()
    {
        await using HubFixture fixture = await HubFixture.WithTinyModelAsync();
        fixture.Variables["HF_ENDPOINT"] = "ftp://hub.example";

        Asked(fixture, fixture.Options with { Endpoint = new Uri("https://option.example") })
            .Should()
            .AllBe("https://option.example" + File);
    }

    [Theory]
    [InlineData("file:///etc/passwd", "found one that begins with neither https:// nor http://")]
    [InlineData("ftp://hub.example", "found one that begins with neither https:// nor http://")]
    [InlineData("javascript:alert(1)", "found one that begins with neither https:// nor http://")]
    [InlineData("https://xn--\u00e9", "found one without a valid host")]
    [InlineData("data:text/plain,x", "found one that begins with neither https:// nor http://")]
    [InlineData("localhost:1", "found one that begins with neither https:// nor http://")]
    [InlineData("hub.example", "found one that begins with neither https:// nor http://")]
    [InlineData("/hf", "found one that begins with neither https:// nor http://")]
    [InlineData("//hub.example/hf", "found one that begins with neither https:// nor http://")]
    [InlineData("https://hub.example?x=secret", "found one with a query or fragment")]
    [InlineData("https://hub.example#secret", "found one with a query or fragment")]
    [InlineData("https://u:secret@hub.example", "found one with credentials in it; give a token instead")]
    [InlineData("https://secret@hub.example", "found one with credentials in it; give a token instead")]
    [InlineData("http://u:secret@127.0.0.1/hf", "found one with credentials in it; give a token instead")]
    [InlineData("hub.example?token=secret", "found one that begins with neither https:// nor http://")]
    [InlineData("ftp://hub.example/?token=secret", "found one that begins with neither https:// nor http://")]
    [InlineData("hf_secret", "found one that begins with neither https:// nor http://")]
    [InlineData("ftp://u:secret@hub.example", "found one that begins with neither https:// nor http://")]
    public async Task What_cannot_be_asked_is_refused_and_a_password_not_repeated(string endpoint, string found)
    {
        await using HubFixture fixture = await HubFixture.WithTinyModelAsync();

        HubValidationException option = await fixture.FailAsync<HubValidationException>(options =>
            options with
            {
                Endpoint = new Uri(endpoint, UriKind.RelativeOrAbsolute),
            }
        );
        fixture.Variables["HF_ENDPOINT"] = endpoint;
        HubValidationException variable = await fixture.FailAsync<HubValidationException>(options =>
            options with
            {
                Endpoint = null,
            }
        );

        option
            .Message.Should()
            .StartWith(
                "The endpoint, from the option Endpoint, is not an address: expected one such as "
                    + "https://huggingface.co, "
                    + found
            );
        variable
            .Message.Should()
            .StartWith(
                "The endpoint, from the variable HF_ENDPOINT, is not an address: expected one such as "
                    + "https://huggingface.co, "
                    + found
            );
        option.ToString().Should().NotContain("secret");
        variable.ToString().Should().NotContain("secret");
        fixture.Hub.Requests.Should().BeEmpty();
        fixture.Tree().Should().BeEmpty();
    }

    [Theory]
    [InlineData("https://")]
    [InlineData("https:///x")]
    [InlineData("u:secret@hub.example")]
    [InlineData("http://:80")]
    [InlineData("https://hub.example:99999")]
    [InlineData("https://hub .example")]
    [InlineData("\u001b[2Jhttps://hub.example")]
    public async Task A_variable_that_is_no_address_is_refused(string endpoint)
    {
        await using HubFixture fixture = await HubFixture.WithTinyModelAsync();
        fixture.Variables["HF_ENDPOINT"] = endpoint;

        HubValidationException exception = await fixture.FailAsync<HubValidationException>(options =>
            options with
            {
                Endpoint = null,
            }
        );

        exception
            .Message.Should()
            .StartWith("The endpoint, from the variable HF_ENDPOINT, is not an address: ")
            .And.NotContain("\u001b")
            .And.NotContain("secret");
        fixture.Tree().Should().BeEmpty();
    }

    [Theory]
    [InlineData("http://hf_secret.example", 404)]
    [InlineData("http://hub.example/hf_secret/hf", 404)]
    [InlineData("http://hub.example/hf_secret/hf", 200)]
    [InlineData("http://hub.example/hf_secret/hf", 503)]
    public async Task A_token_in_the_address_is_not_shown(string endpoint, int status)
    {
        const string Token = "hf_secret";
        await using HubFixture fixture = await HubFixture.WithTinyModelAsync();
        using HttpClient client = HubHttpClients.LeadingTo(fixture.Hub);
        fixture.Hub.Answering(context => context.Response.StatusCode = status);
        fixture.Variables["HF_ENDPOINT"] = endpoint;
        PretrainedLoadOptions options = fixture.Options with { Endpoint = null, Token = Token, HttpClient = client };

        HubException exception = await fixture.FailAsync<HubException>(_ => options);
        IEnumerable<string> requests = ModelResolution.Explain(HubCacheBuilder.Repo, options).Requests;

        exception.ToString().Should().Contain("(token)").And.NotContain(Token);
        requests.Should().NotBeEmpty().And.OnlyContain(request => !request.Contains(Token));
        fixture.Log.Entries.Should().NotContain(entry => entry.Message.Contains(Token));
    }

    [Fact]
    public async Task A_cached_file_needs_none()
    {
        await using HubFixture fixture = await HubFixture.WithTinyModelAsync();
        fixture.Cache.Ref("main", HubCacheBuilder.Commit).File("config.json", TinyConfig.Json);

        DistributedMixtralConfig
            .FromPretrained(
                HubCacheBuilder.Repo,
                options: fixture.Options with
                {
                    Endpoint = new Uri("ftp://hub.example"),
                }
            )
            .HiddenSize.Should()
            .Be(64);
    }

    private static IEnumerable<string> Asked(HubFixture fixture, PretrainedLoadOptions options)
    {
        using var handler = new RecordingHandler();
        using var http = new HttpClient(handler);
        using var client = new HubClient(fixture.ClientOptions with { Endpoint = options.Endpoint, HttpClient = http });
        client.Download(HubCacheBuilder.Repo, "config.json", new HubDownloadOptions { ForceDownload = true });
        return handler.Sent.Select(request => request.Url.AbsoluteUri);
    }
}
