namespace Petals.Mixtral.Config.Tests.Hub;

/// <summary>Requests of HubClient that do not use the cache.</summary>
public sealed class HubClientQueriesTests : HubTest
{
    private const string FirstPage = """
        [{"type": "directory", "oid": "d", "size": 0, "path": "docs"},
         {"type": "file", "oid": "aaaa", "size": 5, "path": "config.json"}]
        """;

    private const string SecondPage = """
        [{"type": "file", "oid": "bbbb", "size": 9000000000, "path": "docs/model.safetensors",
          "lfs": {"oid": "cccc", "size": 9000000000, "pointerSize": 135}}]
        """;

    [Fact]
    public async Task GetMetadata_returns_commit_tag_and_size_with_one_request_and_writes_nothing()
    {
        HubFileMetadata metadata = Client.GetMetadata(Repo, FileName);

        metadata.FileName.Should().Be("config.json");
        metadata.CommitHash.Should().Be(Commit);
        metadata.ETag.Should().Be(Tiny.ETag);
        metadata.Size.Should().Be(Tiny.Bytes.Length);
        (await Client.GetMetadataAsync(Repo, FileName, cancellationToken: Cancellation))
            .Should()
            .BeEquivalentTo(metadata);
        Hub.Requests.Should().HaveCount(2).And.OnlyContain(request => request.Method == "HEAD");
        Fixture.Tree().Should().BeEmpty();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task ListFiles_follows_the_pages(bool blocking)
    {
        Hub.Answer = async context =>
        {
            bool isFirst = !context.Request.Query.ContainsKey("cursor");
            if (isFirst)
            {
                context.Response.Headers.Link =
                    $"<{Hub.Endpoint}api/models/acme/tiny/tree/main?recursive=true&cursor=2>; rel=\"next\"";
            }

            await context.Response.WriteAsync(isFirst ? FirstPage : SecondPage);
            return true;
        };

        IReadOnlyList<HubFileEntry> files = blocking
            ? Client.ListFiles(Repo)
            : await Client.ListFilesAsync(Repo, cancellationToken: Cancellation);

        files
            .Select(file => (file.Path, file.Size, file.Hash))
            .Should()
            .Equal(("config.json", 5, "aaaa"), ("docs/model.safetensors", 9_000_000_000, "cccc"));
        Hub.Requests.First().Target.Should().Be("/api/models/acme/tiny/tree/main?recursive=true");
        Hub.Requests.Should().HaveCount(2);
    }

    [Fact]
    public void ListFiles_does_not_follow_a_page_on_another_server()
    {
        Hub.Answering(context =>
        {
            context.Response.Headers.Link = "<https://elsewhere.example/next>; rel=\"next\"";
            context.Response.Body.Write("[]"u8);
        });

        Fail<HubException>(() => Client.ListFiles(Repo))
            .Message.Should()
            .Match("The list of files of 'acme/tiny' (revision main)*Link*elsewhere.example*");
    }

    [Theory]
    [InlineData("")]
    [InlineData("<html>")]
    [InlineData("{}")]
    [InlineData("[{}]")]
    [InlineData("[{\"type\": \"file\", \"oid\": 1, \"size\": \"x\", \"path\": 2}]")]
    public void ListFiles_refuses_what_is_not_a_list(string text)
    {
        Hub.Answering(context => context.Response.Body.Write(Encoding.UTF8.GetBytes(text)));

        Fail<HubException>(() => Client.ListFiles(Repo)).Message.Should().Match("*not a list of files*");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task ReadRange_reads_only_the_part(bool blocking)
    {
        var file = new LargeFile();
        Hub.Answer = file.AnswerAsync;
        byte[] buffer = new byte[1000];

        (await ReadAsync(blocking, 5_000_000, buffer)).Should().Be(1000);
        buffer.Should().Equal(file.Bytes[5_000_000..5_001_000]);
        (await ReadAsync(blocking, LargeFile.Size - 10, buffer)).Should().Be(10);
        (await ReadAsync(blocking, LargeFile.Size, Memory<byte>.Empty)).Should().Be(0);

        file.Sent.Should().Be(1010);
        Fixture.Tree().Should().BeEmpty();
    }

    [Fact]
    public async Task ReadRange_returns_nothing_after_the_end()
    {
        var file = new LargeFile { StatusOfRanges = StatusCodes.Status416RangeNotSatisfiable };
        Hub.Answer = file.AnswerAsync;

        (await ReadAsync(false, LargeFile.Size + 5, new byte[10])).Should().Be(0);
    }

    [Theory]
    [InlineData(-1, 1)]
    [InlineData(long.MaxValue, 1)]
    [InlineData(long.MaxValue - 9, 10)]
    public async Task ReadRange_throws_ArgumentOutOfRange_if_no_file_can_have_the_part(long offset, int length)
    {
        foreach (bool blocking in (bool[])[true, false])
        {
            await FluentActions
                .Awaiting(() => ReadAsync(blocking, offset, new byte[length]))
                .Should()
                .ThrowExactlyAsync<ArgumentOutOfRangeException>()
                .WithParameterName(nameof(offset));
        }

        Hub.Requests.Should().BeEmpty();
    }

    [Fact]
    public async Task ReadRange_fails_if_the_server_sends_another_part()
    {
        var file = new LargeFile { IgnoresRange = true };
        Hub.Answer = file.AnswerAsync;

        await ThrowsAsync<HubException>(() => ReadAsync(false, 5, new byte[10]), "*did not send the requested part*");
        byte[] start = new byte[10];
        (await ReadAsync(false, 0, start)).Should().Be(10);
        start.Should().Equal(file.Bytes[..10]);
    }

    private async Task<int> ReadAsync(bool blocking, long offset, Memory<byte> buffer) =>
        blocking
            ? Client.ReadRange(Repo, LargeFile.Name, offset, buffer)
            : await Client.ReadRangeAsync(Repo, LargeFile.Name, offset, buffer, cancellationToken: Cancellation);
}
