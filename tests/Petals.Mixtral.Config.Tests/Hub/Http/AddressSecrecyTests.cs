namespace Petals.Mixtral.Config.Tests.Hub.Http;

/// <summary>The credentials in an address are not shown, wherever the address comes from.</summary>
public sealed class AddressSecrecyTests : HubTest
{
    private const string Secret = "s3cr3t";

    [Fact]
    public void An_address_that_is_given_as_the_repo_of_a_checkpoint_is_shown_without_credentials() =>
        Fail<ArgumentException>(() =>
            CheckpointDownload.Plan(
                $"https://user:{Secret}@hub.example/acme/tiny?token={Secret}",
                0..1,
                options: Options
            )
        )
            .Message.Should()
            .Contain("https://hub.example/acme/tiny")
            .And.NotContain(Secret);

    [Fact]
    public void The_target_of_a_redirect_that_the_client_followed_is_shown_without_credentials()
    {
        using var client = new HttpClient(
            new StubHandler(_ => new HttpResponseMessage
            {
                RequestMessage = new(HttpMethod.Head, $"https://user:{Secret}@hub.example/x?signature={Secret}"),
            })
        );

        Fail<HubException>(Options with { HttpClient = client })
            .ToString()
            .Should()
            .Contain("The HttpClient followed a redirect to https://hub.example/x, which")
            .And.NotContain(Secret);
        Log.Entries.Should().NotContain(entry => entry.Message.Contains(Secret));
    }

    [Fact]
    public async Task The_refusal_of_a_proxy_is_shown_without_its_credentials()
    {
        var address = new UriBuilder(Hub.Endpoint) { UserName = "user", Password = Secret };
        using var client = new HttpClient(new SocketsHttpHandler { Proxy = new WebProxy(address.Uri) });
        Hub.Failing(407);

        HubException exception = await FailAsync<HubException>(
            Options with
            {
                HttpClient = client,
                Endpoint = new Uri("https://hub.invalid"),
            }
        );

        exception
            .ToString()
            .Should()
            .Contain($"'{Hub.Endpoint}' failed with status code '407'. The")
            .And.NotContain(Secret);
    }

    [Fact]
    public void The_address_of_the_next_page_is_shown_without_credentials()
    {
        Hub.Answering(context =>
        {
            context.Response.Headers.Link = $"<https://user:{Secret}@other.example/x?cursor={Secret}>; rel=\"next\"";
            context.Response.ContentLength = 2;
            context.Response.Body.Write("[]"u8);
        });

        Fail<HubException>(() => Client.ListFiles(Repo)).ToString().Should().Contain("Link").And.NotContain(Secret);
    }

    [Fact]
    public void The_text_of_options_shows_neither_the_token_nor_the_credentials_of_the_endpoint()
    {
        var endpoint = new Uri($"https://u:{Token}@h/{Token}?{Token}");
        new PretrainedLoadOptions { Token = Token, Endpoint = endpoint }
            .ToString()
            .Should()
            .Contain("Token = given, not shown")
            .And.Contain("Endpoint = https://h,")
            .And.NotContain(Token);
        new HubClientOptions { Token = Token, Endpoint = endpoint }
            .ToString()
            .Should()
            .NotContain(Token);
        new PretrainedLoadOptions().ToString().Should().Contain("Token = none");
    }
}
