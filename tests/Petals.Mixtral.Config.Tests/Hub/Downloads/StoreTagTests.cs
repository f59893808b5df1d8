namespace Petals.Mixtral.Config.Tests.Hub.Downloads;

/// <summary>A store has a tag of its own for the content, as those of the Hub do.</summary>
public sealed class StoreTagTests : HubTest
{
    [Fact]
    [Needs(Links)]
    public async Task Each_part_after_the_first_is_requested_once_with_the_tag_of_the_store()
    {
        var file = new LargeFile { StoreTag = "\"store-3\"", CutAfter = (LargeFile.Size / 10) + 1 };
        Hub.Answer = file.AnswerAsync;

        await DownloadAsync(blocking: false, LargeFile.Name);

        Hub.Gets.Should().HaveCount(10);
        Hub.Gets.Skip(1).Should().OnlyContain(request => request.Headers["If-Range"] == "\"store-3\"");
        file.Sent.Should().Be(LargeFile.Size);
    }

    [Fact]
    [Needs(Links)]
    public async Task The_tag_of_the_store_is_forgotten_when_the_file_changes()
    {
        var old = new LargeFile { StoreTag = "\"store-1\"", CutAfter = 5_000_000 };
        var file = new LargeFile(seed: 2) { StoreTag = "\"store-2\"", CutAfter = 5_000_000 };
        int gets = 0;
        Hub.Answer = context =>
        {
            bool isOld = gets == 0;
            gets += context.Request.Method == "GET" ? 1 : 0;
            return (isOld ? old : file).AnswerAsync(context);
        };

        await DownloadAsync(blocking: false, LargeFile.Name);

        Hub.Gets.Should().HaveCount(3);
        file.Sent.Should().Be(LargeFile.Size);
    }
}
