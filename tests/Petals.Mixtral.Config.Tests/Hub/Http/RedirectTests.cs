namespace Petals.Mixtral.Config.Tests.Hub.Http;

/// <summary>The Hub redirects to the new address of a repo or file.</summary>
public sealed class RedirectTests : HubTest
{
    private const string Moved = "/moved/tiny/resolve/main/config.json";

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        Hub.Publish(FileName, TinyConfig.Json, repo: "moved/tiny");
    }

    [Theory]
    [InlineData(301)]
    [InlineData(302)]
    [InlineData(303)]
    [InlineData(307)]
    [InlineData(308)]
    public async Task A_relative_redirect_is_followed_with_the_token(int status)
    {
        Hub.Redirecting(Moved, status);

        DistributedMixtralConfig config = await LoadAsync(status % 2 == 0, Options with { Token = Token });

        config.CommitHash.Should().Be(Commit);
        Methods.Should().Equal("HEAD", "HEAD", "GET", "GET");
        Tokens.Should().AllBe($"Bearer {Token}");
    }

    [Fact]
    public async Task Five_redirects_are_followed()
    {
        RedirectInChain(5);

        await LoadAsync(blocking: true);

        Methods.Should().Equal([.. Enumerable.Repeat("HEAD", 6), .. Enumerable.Repeat("GET", 6)]);
    }

    [Fact]
    public async Task Six_redirects_are_an_error()
    {
        RedirectInChain(6);

        await ShouldFailAsync("was not followed: 5 redirects were followed already", requests: 6);
    }

    [Fact]
    public async Task A_loop_of_two_redirects_is_an_error()
    {
        Hub.Answering(context => context.Response.Redirect(context.Request.Path == "/a" ? "/b" : "/a"));

        await ShouldFailAsync("was not followed: 5 redirects were followed already", requests: 6);
    }

    [Fact]
    public async Task A_loop_of_the_content_alone_is_an_error()
    {
        Hub.Sending(context =>
        {
            context.Response.Redirect(context.Request.Path);
            return Task.CompletedTask;
        });

        await ShouldFailAsync("was not followed: 5 redirects were followed already", gets: 6);
    }

    private void RedirectInChain(int length) =>
        Hub.Answer = context =>
        {
            string path = context.Request.Path;
            int step =
                path == Moved ? length
                : path.StartsWith("/step/", StringComparison.Ordinal) ? path[^1] - '0'
                : 0;
            if (step < length)
            {
                context.Response.Redirect(step + 1 == length ? Moved : $"/step/{step + 1}");
            }

            return Task.FromResult(step < length);
        };
}
