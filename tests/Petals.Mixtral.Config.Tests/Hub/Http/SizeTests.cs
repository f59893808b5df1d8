using Microsoft.AspNetCore.Http;
using Petals.Mixtral.Config.Hub;
using Petals.Mixtral.Config.Tests.Support;

namespace Petals.Mixtral.Config.Tests.Hub.Http;

/// <summary>No more of a file is taken than there may be of it, however it is sent.</summary>
public sealed class SizeTests
{
    private const int MaxSize = 16 * 1024 * 1024;

    [Fact]
    public async Task A_file_that_is_said_to_be_too_large_is_not_fetched()
    {
        await using HubFixture fixture = await HubFixture.WithTinyModelAsync();
        fixture.Hub.Answering(context =>
        {
            HubContent.Of(TinyConfig.Json).Describe(context);
            context.Response.ContentLength = MaxSize + 1;
        });

        HubException exception = await fixture.FailAsync<HubException>();

        exception.Message.Should().Contain($"more than {MaxSize} bytes");
        fixture.Hub.Requests.Should().HaveCount(2).And.OnlyContain(request => request.Method == "HEAD");
        fixture.ShouldHaveKeptNothing();
    }

    [Fact]
    public async Task Content_without_end_is_left_off()
    {
        await using HubFixture fixture = await HubFixture.WithTinyModelAsync();
        fixture.Hub.Sending(SendForEverAsync);

        HubException exception = await fixture.FailAsync<HubException>();

        exception.Message.Should().Contain($"more than {MaxSize} bytes");
        exception.IsTransient.Should().BeFalse();
        fixture.Hub.Gets.Should().HaveCount(2);
        fixture.ShouldHaveKeptNothing();
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    public void A_file_of_no_byte_cannot_be_what_is_wanted(long size) =>
        FluentActions
            .Invoking(() => new HubDownloadOptions { MaxSize = size })
            .Should()
            .Throw<ArgumentOutOfRangeException>();

    [Theory]
    [InlineData(null, MaxSize)]
    [InlineData(1000L, 1000)]
    public async Task A_file_of_any_kind_has_the_size_that_was_said_or_is_left_off_too(long? said, int limit)
    {
        await using HubFixture fixture = await HubFixture.WithTinyModelAsync();
        using var client = new HubClient(fixture.ClientOptions);
        fixture.Hub.Answer = async context =>
        {
            HubContent.Of(TinyConfig.Json).Describe(context);
            context.Response.ContentLength = context.Request.Method == "GET" ? null : said;
            if (context.Request.Method == "GET")
            {
                await SendForEverAsync(context);
            }

            return true;
        };

        HubException exception = (
            await client
                .Awaiting(each =>
                    each.DownloadAsync(
                        HubCacheBuilder.Repo,
                        "config.json",
                        cancellationToken: TestContext.Current.CancellationToken
                    )
                )
                .Should()
                .ThrowExactlyAsync<HubException>()
        ).Which;

        exception.Message.Should().Contain($"more than {limit} bytes");
        fixture.Hub.Gets.Should().ContainSingle();
        fixture.ShouldHaveKeptNothing();
    }

    [Fact]
    public async Task The_caller_may_set_a_limit()
    {
        await using HubFixture fixture = await HubFixture.WithTinyModelAsync();
        using var client = new HubClient(fixture.ClientOptions);

        client
            .Invoking(each =>
                each.Download(HubCacheBuilder.Repo, "config.json", new HubDownloadOptions { MaxSize = 10 })
            )
            .Should()
            .ThrowExactly<HubException>()
            .WithMessage("*more than 10 bytes*");

        fixture.Hub.Gets.Should().BeEmpty();
        fixture.ShouldHaveKeptNothing();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Content_in_chunks_needs_no_length(bool blocking)
    {
        await using HubFixture fixture = await HubFixture.WithTinyModelAsync();
        HubContent tiny = HubContent.Of(TinyConfig.Json);
        fixture.Hub.Answer = async context =>
        {
            tiny.Describe(context);
            context.Response.ContentLength = null;
            foreach (byte[] chunk in context.Request.Method == "GET" ? tiny.Bytes.Chunk(100) : [])
            {
                await context.Response.Body.WriteAsync(chunk);
                await context.Response.Body.FlushAsync();
            }

            return true;
        };

        await fixture.LoadAsync(blocking);

        fixture.Tree().Should().Contain($"models--acme--tiny/blobs/{tiny.ETag}", TinyConfig.Json);
    }

    private static async Task SendForEverAsync(HttpContext context)
    {
        byte[] blank = new byte[64 * 1024];
        Array.Fill(blank, (byte)' ');
        while (!context.RequestAborted.IsCancellationRequested)
        {
            await context.Response.Body.WriteAsync(blank);
        }
    }
}
