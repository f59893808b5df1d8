using Petals.Mixtral.Config.Tests.Support;

namespace Petals.Mixtral.Config.Tests.Hub.Http;

/// <summary>The Hub sends on to where a repo or a file lies now, and is followed.</summary>
public sealed class RedirectTests
{
    private const string Moved = "/moved/tiny/resolve/main/config.json";

    [Theory]
    [InlineData(301)]
    [InlineData(302)]
    [InlineData(303)]
    [InlineData(307)]
    [InlineData(308)]
    public async Task A_relative_redirect_is_followed_with_the_token(int status)
    {
        await using HubFixture fixture = await HubFixture.WithTinyModelAsync();
        fixture.Hub.Publish("config.json", TinyConfig.Json, repo: "moved/tiny").Redirecting(Moved, status);

        DistributedMixtralConfig config = await fixture.LoadAsync(
            blocking: status % 2 == 0,
            options => options with { Token = "hf_secret" }
        );

        config.CommitHash.Should().Be(HubCacheBuilder.Commit);
        fixture.Hub.Requests.Select(request => request.Method).Should().Equal("HEAD", "HEAD", "GET", "GET");
        fixture.Hub.Requests.Should().OnlyContain(request => request.Authorization == "Bearer hf_secret");
    }

    [Theory]
    [InlineData("../../../../moved/tiny/resolve/main/config.json")]
    [InlineData("https://hub.example/moved/tiny/resolve/main/config.json")]
    [InlineData("https://hub.example:443/moved/tiny/resolve/main/config.json")]
    [InlineData("https://HUB.example/moved/tiny/resolve/main/config.json")]
    [InlineData("//hub.example/moved/tiny/resolve/main/config.json")]
    public async Task A_redirect_to_the_same_origin_keeps_the_token_however_it_is_written(string location)
    {
        await using HubFixture fixture = await HubFixture.WithTinyModelAsync(isEncrypted: true);
        using HttpClient client = HubHttpClients.LeadingTo(fixture.Hub);
        fixture.Hub.Publish("config.json", TinyConfig.Json, repo: "moved/tiny").Redirecting(location);

        await fixture.LoadAsync(
            blocking: false,
            options => options with { HttpClient = client, Endpoint = new("https://hub.example"), Token = "hf_secret" }
        );

        fixture
            .Hub.Requests.Should()
            .HaveCount(4)
            .And.OnlyContain(request => request.Authorization == "Bearer hf_secret");
    }

    [Fact]
    public async Task A_chain_of_five_is_followed()
    {
        await using HubFixture fixture = await HubFixture.WithTinyModelAsync();
        RedirectInChain(fixture.Hub, 5);

        await fixture.LoadAsync(blocking: true);

        fixture
            .Hub.Requests.Select(request => request.Method)
            .Should()
            .Equal([.. Enumerable.Repeat("HEAD", 6), .. Enumerable.Repeat("GET", 6)]);
    }

    [Theory]
    [InlineData(6)]
    [InlineData(100)]
    public async Task A_longer_chain_is_not(int length)
    {
        await using HubFixture fixture = await HubFixture.WithTinyModelAsync();
        RedirectInChain(fixture.Hub, length);

        HubException exception = await fixture.FailAsync<HubException>();

        exception.Message.Should().Contain("more than 5 redirects");
        exception.IsTransient.Should().BeFalse();
        fixture.Hub.Requests.Should().HaveCount(2 * 6);
        fixture.ShouldHaveKeptNothing();
    }

    [Fact]
    public async Task A_loop_of_two_ends()
    {
        await using HubFixture fixture = await HubFixture.WithTinyModelAsync();
        fixture.Hub.Answering(context => context.Response.Redirect(context.Request.Path == "/a" ? "/b" : "/a"));

        HubException exception = await fixture.FailAsync<HubException>();

        exception.Message.Should().Contain("more than 5 redirects");
        fixture.Hub.Requests.Should().HaveCount(2 * 6);
        fixture.ShouldHaveKeptNothing();
    }

    [Fact]
    public async Task A_loop_of_the_content_alone_ends_too()
    {
        await using HubFixture fixture = await HubFixture.WithTinyModelAsync();
        fixture.Hub.Sending(context =>
        {
            context.Response.Redirect(context.Request.Path);
            return Task.CompletedTask;
        });

        HubException exception = await fixture.FailAsync<HubException>();

        exception.Message.Should().Contain("more than 5 redirects");
        fixture.Hub.Gets.Should().HaveCount(2 * 6);
        fixture.ShouldHaveKeptNothing();
    }

    private static void RedirectInChain(FakeHub hub, int length) =>
        hub.Publish("config.json", TinyConfig.Json, repo: "moved/tiny").Answer = context =>
        {
            string path = context.Request.Path;
            int step =
                path.StartsWith("/step/", StringComparison.Ordinal)
                    ? int.Parse(path["/step/".Length..], System.Globalization.CultureInfo.InvariantCulture)
                : path == Moved ? length
                : 0;
            if (step == length)
            {
                return Task.FromResult(false);
            }

            context.Response.Redirect(step + 1 == length ? Moved : $"/step/{step + 1}");
            return Task.FromResult(true);
        };
}
