using System.Net;
using Petals.Mixtral.Config.Tests.Support;

namespace Petals.Mixtral.Config.Tests.Hub.Http;

/// <summary>What a proxy of the system gets to see. It sets the proxy of the test process, and so runs alone.</summary>
[Collection(nameof(ProcessEnvironment))]
public sealed class ProxyTests
{
    [Fact]
    public async Task What_goes_to_this_machine_in_clear_goes_past_the_proxy()
    {
        await using HubFixture fixture = await HubFixture.WithTinyModelAsync();
        await using FakeHub proxy = await FakeHub.WithTinyModelAsync();
        IWebProxy before = HttpClient.DefaultProxy;
        HttpClient.DefaultProxy = new WebProxy(proxy.Endpoint);
        try
        {
            DistributedMixtralConfig
                .FromPretrained(HubCacheBuilder.Repo, options: fixture.Options with { Token = "hf_mine" })
                .HiddenSize.Should()
                .Be(64);
            FluentActions
                .Invoking(() =>
                    DistributedMixtralConfig.FromPretrained(
                        HubCacheBuilder.Repo,
                        options: fixture.Options with
                        {
                            Endpoint = new Uri("http://hub.example"),
                            ForceDownload = true,
                            Token = "hf_mine",
                        }
                    )
                )
                .Should()
                .Throw<HubException>();
        }
        finally
        {
            HttpClient.DefaultProxy = before;
        }

        fixture
            .Hub.Requests.Should()
            .HaveCount(2)
            .And.OnlyContain(request => request.Authorization == "Bearer hf_mine");
        proxy.Requests.Should().NotBeEmpty().And.OnlyContain(request => request.Authorization == null);
    }

    [Fact]
    public async Task A_default_header_Authorization_does_not_go_in_clear_either()
    {
        await using HubFixture fixture = await HubFixture.WithTinyModelAsync();
        using HttpClient client = HubHttpClients.LeadingTo(fixture.Hub);
        client.DefaultRequestHeaders.Authorization = new("Bearer", "hf_mine");

        (
            await fixture.FailAsync<HubException>(options =>
                options with
                {
                    HttpClient = client,
                    Endpoint = new Uri("http://hub.example"),
                }
            )
        )
            .Message.Should()
            .Contain("default header Authorization")
            .And.NotContain("hf_mine");
        fixture.Hub.Requests.Should().BeEmpty();
    }
}
