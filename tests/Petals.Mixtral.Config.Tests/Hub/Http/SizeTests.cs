namespace Petals.Mixtral.Config.Tests.Hub.Http;

/// <summary>The size of a download is limited, whether the server announces it or not.</summary>
public sealed class SizeTests : HubTest
{
    private const int MaxSize = 16 * 1024 * 1024;

    [Fact]
    public async Task A_config_that_is_announced_as_too_large_is_not_downloaded()
    {
        Hub.Answering(context =>
        {
            Tiny.Describe(context);
            context.Response.ContentLength = MaxSize + 1;
        });

        await ShouldFailAsync($"more than {MaxSize} bytes", requests: 1, gets: 0);
    }

    [Fact]
    public async Task A_download_of_a_config_without_end_stops_at_the_size_limit()
    {
        Hub.Sending(SendForEverAsync);

        await ShouldFailAsync($"more than {MaxSize} bytes", gets: 1);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    public void MaxSize_must_be_positive(long size) =>
        Fail<ArgumentOutOfRangeException>(() => new HubDownloadOptions { MaxSize = size });

    [Theory]
    [InlineData(null, MaxSize)]
    [InlineData(1000L, 1000)]
    public async Task Download_gives_up_a_file_that_exceeds_its_announced_size(long? announced, int limit)
    {
        Hub.Answer = async context =>
        {
            Tiny.Describe(context);
            bool isGet = context.Request.Method == "GET";
            context.Response.ContentLength = isGet ? null : announced;
            await (isGet ? SendForEverAsync(context) : Task.CompletedTask);
            return true;
        };

        await ThrowsAsync<HubException>(() => DownloadAsync(blocking: false), $"*more than {limit} bytes*");

        Hub.Gets.Should().ContainSingle();
        Fixture.ShouldHaveKeptNothing();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Download_refuses_a_file_that_exceeds_MaxSize(bool blocking)
    {
        Hub.Publish("a.txt", "12345");

        await ThrowsAsync<HubException>(
            () => DownloadAsync(blocking, "a.txt", new() { MaxSize = 4 }),
            "*it has more than 4 bytes*"
        );
        Hub.Gets.Should().BeEmpty();
        Fixture.ShouldHaveKeptNothing();

        (await DownloadAsync(blocking, "a.txt", new() { MaxSize = 5 })).WasDownloaded.Should().BeTrue();
    }

    [Theory]
    [Needs(Links)]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_chunked_body_needs_no_length(bool blocking)
    {
        Hub.Answer = async context =>
        {
            Tiny.Describe(context);
            context.Response.ContentLength = null;
            foreach (byte[] chunk in context.Request.Method == "GET" ? Tiny.Bytes.Chunk(100) : [])
            {
                await context.Response.Body.WriteAsync(chunk);
                await context.Response.Body.FlushAsync();
            }

            return true;
        };

        await LoadAsync(blocking);

        ShouldHaveTree($"models--acme--tiny/blobs/{Tiny.ETag}", TinyConfig.Json);
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
