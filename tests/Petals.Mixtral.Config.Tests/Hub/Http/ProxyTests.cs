namespace Petals.Mixtral.Config.Tests.Hub.Http;

/// <summary>The proxy of the system. These tests set the proxy of the process, so they run alone.</summary>
[Collection(nameof(ProcessEnvironment))]
public sealed class ProxyTests : HubTest
{
    [Fact]
    public async Task Requests_to_this_machine_bypass_the_proxy_and_the_proxy_gets_no_token()
    {
        await using FakeHub proxy = await FakeHub.WithTinyModelAsync();
        IWebProxy before = HttpClient.DefaultProxy;
        HttpClient.DefaultProxy = new WebProxy(proxy.Endpoint);
        try
        {
            ShouldLoad(Options with { Token = Token });
            Fail<HubException>(Forced with { Endpoint = new Uri("http://hub.example"), Token = Token });
        }
        finally
        {
            HttpClient.DefaultProxy = before;
        }

        Tokens.Should().Equal($"Bearer {Token}", $"Bearer {Token}");
        proxy.Requests.Should().NotBeEmpty().And.OnlyContain(request => request.Authorization == null);
    }

    [Fact]
    public async Task A_default_header_Authorization_is_refused_over_plain_http()
    {
        using HttpClient client = HubHttpClients.LeadingTo(Hub);
        client.DefaultRequestHeaders.Authorization = new("Bearer", Token);

        (await FailAsync<HubException>(Options with { HttpClient = client, Endpoint = new Uri("http://hub.example") }))
            .Message.Should()
            .Contain("default header Authorization")
            .And.NotContain(Token);

        Hub.Requests.Should().BeEmpty();
    }
}
