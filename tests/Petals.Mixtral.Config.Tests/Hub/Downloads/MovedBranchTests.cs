namespace Petals.Mixtral.Config.Tests.Hub.Downloads;

/// <summary>A branch moves between the request for the metadata and the request for the content.</summary>
public sealed class MovedBranchTests : HubTest
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Content_of_another_commit_is_requested_again_if_its_tag_is_not_a_hash(bool blocking)
    {
        int gets = 0;
        Hub.Answer = async context =>
        {
            bool isMoved = context.Request.Method == "GET" && gets++ == 0;
            HubContent content = isMoved ? HubContent.Of("""{"hidden_size": 8}""", OtherCommit) : Tiny;
            await (content with { ETag = "opaque" }).SendAsync(context);
            return true;
        };

        HubFile file = await DownloadAsync(blocking);

        (await File.ReadAllBytesAsync(file.Path, Cancellation)).Should().Equal(Tiny.Bytes);
        file.CommitHash.Should().Be(Commit);
        gets.Should().Be(2);
    }
}
