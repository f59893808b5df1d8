using Microsoft.Extensions.Primitives;

namespace Petals.Mixtral.Config.Tests.Hub.Http;

/// <summary>The headers that become names in the cache.</summary>
public sealed class HeaderTests : HubTest
{
    private const string CommitHeader = "X-Repo-Commit";
    private static readonly string LongTag = new('a', 128);

    /// <summary>Headers, invalid values, and what the message shows if it is not the value itself.</summary>
    public static TheoryData<string, string?, string?> Invalid =>
        new()
        {
            { CommitHeader, null, "none" },
            { CommitHeader, "", "none" },
            { CommitHeader, "../x", null },
            { CommitHeader, Commit.ToUpperInvariant(), null },
            { CommitHeader, Commit[..^1], null },
            { CommitHeader, "main", null },
            { CommitHeader, Token, "'(token)'" },
            { "ETag", null, "none" },
            { "ETag", "\"\"", null },
            { "ETag", "\"../../x\"", null },
            { "ETag", "\"..\"", null },
            { "ETag", "\"a/b\"", null },
            { "ETag", "\"a\\b\"", null },
            { "ETag", "\"a b\"", null },
            { "ETag", "\"CON\"", null },
            { "ETag", "\"x.lock\"", null },
            { "ETag", "\"X.LOCK\"", null },
            { "ETag", "\"x.incomplete\"", null },
            { "ETag", "\"X.Incomplete\"", null },
            { "ETag", "\"unclosed", null },
            { "ETag", "\".hidden\"", null },
            { "ETag", $"\"{LongTag}a\"", "'\"aaa" },
            { "ETag", $"\"{Tiny.ETag.ToUpperInvariant()}\"", null },
            { "ETag", "\"hf:hf_secret\"", "'\"hf:(token)\"'" },
            { "X-Linked-Etag", "\"../../x\"", null },
            { "X-Linked-Etag", "../x", null },
        };

    public static TheoryData<string, string> Tags =>
        new()
        {
            { $"W/\"{Tiny.ETag}\"", Tiny.ETag },
            { Tiny.ETag, Tiny.ETag },
            { $"W/{Tiny.ETag}", Tiny.ETag },
            { "\"5e8c5b1a-2c4\"", "5e8c5b1a-2c4" },
            { "W/\"5e8c5b1a-2c4\"", "5e8c5b1a-2c4" },
            { "\"d41d8cd98f00b204e9800998ecf8427e\"", "d41d8cd98f00b204e9800998ecf8427e" },
            { "\"D41D8CD98F00B204E9800998ECF8427E\"", "D41D8CD98F00B204E9800998ECF8427E" },
            { $"\"{LongTag}\"", LongTag },
            { $"\"{new string('X', 40)}\"", new string('X', 40) },
        };

    [Theory]
    [MemberData(nameof(Invalid))]
    public Task A_header_that_cannot_name_a_commit_or_blob_is_refused(string header, string? value, string? found) =>
        ShouldRefuseAsync(header, value, $"found {found ?? $"'{value}'"}");

    [Fact]
    public Task Two_commits_in_the_header_are_refused() =>
        ShouldRefuseAsync(CommitHeader, new StringValues([Commit, OtherCommit]), $"found '{Commit}, {OtherCommit}'");

    [Fact]
    public Task A_commit_other_than_the_requested_one_is_refused() =>
        ShouldRefuseAsync(CommitHeader, OtherCommit, $"must be {Commit}; found '{OtherCommit}'", Commit);

    [Fact]
    public void The_header_with_the_commit_may_be_missing_if_the_commit_was_requested()
    {
        Hub.Describing(context => context.Response.Headers.Remove(CommitHeader));

        Load(Options with { Revision = Commit }).CommitHash.Should().Be(Commit);
    }

    [Theory]
    [Needs(SystemFeature.Links)]
    [MemberData(nameof(Tags))]
    public void A_tag_names_the_blob_with_or_without_quotes_and_need_not_be_a_hash(string tag, string blob)
    {
        Hub.Describing(context => context.Response.Headers.ETag = tag);

        Load();

        ShouldHaveTree($"models--acme--tiny/blobs/{blob}", TinyConfig.Json);
    }

    private async Task ShouldRefuseAsync(string header, StringValues value, string found, string revision = "main")
    {
        Hub.Describing(context => context.Response.Headers[header] = value);

        HubException exception = await ShouldFailAsync(
            $"header {header} must be",
            Options with
            {
                Revision = revision,
            },
            requests: 1
        );

        exception.Message.Should().Contain(found);
        Methods.Should().AllBe("HEAD");
        Directory.Exists(Cache.Directory).Should().BeFalse();
    }
}
