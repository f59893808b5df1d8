namespace Petals.Mixtral.Config.Tests.Loading;

/// <summary>A copy of a cache has the text of a link in place of the link.</summary>
public sealed class CopiedLinkTests : HubTest
{
    private static readonly string LinkText = $"../../blobs/{Tiny.ETag}";

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Loading_replaces_the_text_of_a_link_if_the_Hub_is_reachable(bool blocking)
    {
        Cache.Ref().File(content: LinkText);

        (await LoadAsync(blocking)).HiddenSize.Should().Be(64);

        Warnings.Should().ContainSingle().Which.Should().Contain("replaced its links by text");
        ShouldLoad(Cache.Options);
    }

    [Fact]
    public void Loading_offline_reports_the_text_of_a_link_and_keeps_it()
    {
        Cache.Ref().File(content: LinkText);

        Fail<ConfigFormatException>(Cache.Options)
            .Message.Should()
            .StartWith($"{SnapshotFile}, $:")
            .And.Contain("replaced its links by text");

        File.ReadAllText(SnapshotFile).Should().Be(LinkText);
    }
}
