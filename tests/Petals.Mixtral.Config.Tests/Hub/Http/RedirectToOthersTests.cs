using System.Security.Cryptography;
using Microsoft.AspNetCore.Http;
using Petals.Mixtral.Config.Tests.Support;

namespace Petals.Mixtral.Config.Tests.Hub.Http;

/// <summary>Whoever is sent on to another server asks it for the file, and does not tell it the token.</summary>
public sealed class RedirectToOthersTests
{
    private const string Token = "hf_secret";

    [Theory]
    [InlineData("https://other.example/moved/tiny/resolve/main/config.json")]
    [InlineData("//other.example/moved/tiny/resolve/main/config.json")]
    [InlineData("https://hub.example:8443/moved/tiny/resolve/main/config.json")]
    [InlineData("https://cdn.hub.example/moved/tiny/resolve/main/config.json")]
    [InlineData("https://hub.example./moved/tiny/resolve/main/config.json")]
    public async Task The_token_does_not_go_to_another_origin(string location)
    {
        await using HubFixture fixture = await HubFixture.WithTinyModelAsync(isEncrypted: true);
        using HttpClient client = HubHttpClients.LeadingTo(fixture.Hub);
        fixture.Hub.Publish("config.json", TinyConfig.Json, repo: "moved/tiny").Redirecting(location);

        await fixture.LoadAsync(
            blocking: true,
            options => options with { HttpClient = client, Endpoint = new("https://hub.example"), Token = Token }
        );

        fixture
            .Hub.Requests.Select(request => request.Authorization)
            .Should()
            .Equal($"Bearer {Token}", null, $"Bearer {Token}", null);
        fixture
            .Hub.Requests.Should()
            .OnlyContain(request => (request.Headers["Host"] == "hub.example") == (request.Authorization != null));
    }

    [Fact]
    public async Task The_token_does_not_go_to_another_port_of_the_same_host()
    {
        await using HubFixture fixture = await HubFixture.WithTinyModelAsync();
        await using FakeHub other = await FakeHub.WithTinyModelAsync();
        fixture.Hub.Redirecting($"{other.Endpoint}acme/tiny/resolve/main/config.json");

        await fixture.LoadAsync(blocking: false, options => options with { Token = Token });

        fixture
            .Hub.Requests.Should()
            .HaveCount(2)
            .And.OnlyContain(request => request.Authorization == $"Bearer {Token}");
        other.Requests.Should().HaveCount(2).And.OnlyContain(request => request.Authorization == null);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Back_from_another_server_the_token_is_not_sent_again(bool blocking)
    {
        await using HubFixture fixture = await HubFixture.WithTinyModelAsync();
        await using FakeHub other = await FakeHub.StartAsync();
        fixture.Hub.Publish("config.json", TinyConfig.Json, repo: "moved/tiny").Redirecting($"{other.Endpoint}there");
        other.Answering(context =>
            context.Response.Redirect($"{fixture.Hub.Endpoint}moved/tiny/resolve/main/config.json")
        );

        await fixture.LoadAsync(blocking, options => options with { Token = Token });

        fixture
            .Hub.Requests.Select(request => request.Authorization)
            .Should()
            .Equal($"Bearer {Token}", null, $"Bearer {Token}", null);
        other.Requests.Should().HaveCount(2).And.OnlyContain(request => request.Authorization == null);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_large_file_is_described_by_the_Hub_and_fetched_from_elsewhere(bool blocking)
    {
        await using HubFixture fixture = await HubFixture.WithTinyModelAsync();
        await using FakeHub store = await FakeHub.StartAsync();
        byte[] bytes = Encoding.UTF8.GetBytes(TinyConfig.Json);
        string hash = Convert.ToHexStringLower(SHA256.HashData(bytes));
        fixture.Hub.Answering(context =>
        {
            IHeaderDictionary headers = context.Response.Headers;
            headers["X-Repo-Commit"] = HubCacheBuilder.Commit;
            headers["X-Linked-Etag"] = $"\"{hash}\"";
            headers["X-Linked-Size"] = $"{bytes.Length}";
            headers.ETag = "\"0123456789012345678901234567890123456789\"";
            context.Response.Redirect($"{store.Endpoint}blob?Signature=x");
        });
        store.Answer = async context =>
        {
            await context.Response.Body.WriteAsync(bytes);
            return true;
        };

        DistributedMixtralConfig config = await fixture.LoadAsync(blocking, options => options with { Token = Token });

        config.CommitHash.Should().Be(HubCacheBuilder.Commit);
        fixture.Tree().Should().Contain($"models--acme--tiny/blobs/{hash}", TinyConfig.Json);
        store
            .Requests.Should()
            .ContainSingle()
            .Which.Should()
            .Match<HubRequest>(request => request.Method == "GET" && request.Authorization == null);
    }

    [Fact]
    public async Task A_default_header_with_a_token_is_refused_before_it_goes_elsewhere()
    {
        await using HubFixture fixture = await HubFixture.WithTinyModelAsync();
        await using FakeHub other = await FakeHub.WithTinyModelAsync();
        using HttpClient client = HubHttpClients.LeadingTo(fixture.Hub);
        client.DefaultRequestHeaders.Authorization = new("Bearer", Token);
        fixture.Hub.Redirecting($"{other.Endpoint}acme/tiny/resolve/main/config.json");

        HubException exception = await fixture.FailAsync<HubException>(options => options with { HttpClient = client });

        exception.Message.Should().Contain("default header Authorization").And.NotContain(Token);
        other.Requests.Should().BeEmpty();
        fixture.ShouldHaveKeptNothing();
    }
}
