using Microsoft.Extensions.Primitives;
using Petals.Mixtral.Config.Tests.Support;

namespace Petals.Mixtral.Config.Tests.Hub.Http;

/// <summary>The headers that become names in the cache: what they must be, and what is never made of them.</summary>
public sealed class HeaderTests
{
    private static readonly HubContent Tiny = HubContent.Of(TinyConfig.Json);

    public static TheoryData<string?, string> BadCommits =>
        new()
        {
            { null, "found none" },
            { "", "found none" },
            { "../x", "found '../x'" },
            { "0123456789ABCDEF0123456789abcdef01234567", "found '0123456789ABCDEF0123456789abcdef01234567'" },
            { "0123456789abcdef0123456789abcdef0123456", "found '0123456789abcdef0123456789abcdef0123456'" },
            { "main", "found 'main'" },
            { "hf_secret", "found '(token)'" },
        };

    public static TheoryData<string?, string> BadTags =>
        new()
        {
            { null, "found none" },
            { "\"\"", "found '\"\"'" },
            { "\"../../x\"", "found '\"../../x\"'" },
            { "\"..\"", "found '\"..\"'" },
            { "\"a/b\"", "found '\"a/b\"'" },
            { "\"a\\b\"", "found '\"a\\b\"'" },
            { "\"a b\"", "found '\"a b\"'" },
            { "\"CON\"", "found '\"CON\"'" },
            { "\"x.lock\"", "found '\"x.lock\"'" },
            { "\"x.incomplete\"", "found '\"x.incomplete\"'" },
            { "\"unclosed", "found '\"unclosed'" },
            { $"\"{new string('a', 129)}\"", "found '\"aaa" },
            { "\".hidden\"", "found '\".hidden\"'" },
            { "\"X.LOCK\"", "found '\"X.LOCK\"'" },
            { "\"X.Incomplete\"", "found '\"X.Incomplete\"'" },
            { $"\"{Tiny.ETag.ToUpperInvariant()}\"", $"found '\"{Tiny.ETag.ToUpperInvariant()}\"'" },
            { "\"hf:hf_secret\"", "found '\"hf:(token)\"'" },
        };

    public static TheoryData<string, string> LongTags =>
        new()
        {
            { $"\"{new string('a', 128)}\"", new string('a', 128) },
            { $"\"{new string('X', 40)}\"", new string('X', 40) },
        };

    [Theory]
    [MemberData(nameof(BadCommits))]
    public async Task A_commit_that_is_none_is_refused(string? commit, string found)
    {
        await using HubFixture fixture = await HubFixture.WithTinyModelAsync();
        Describe(fixture.Hub, "X-Repo-Commit", commit);

        await ShouldFailAsync(fixture, "X-Repo-Commit", found);
    }

    [Fact]
    public async Task Two_commits_are_none()
    {
        await using HubFixture fixture = await HubFixture.WithTinyModelAsync();
        Describe(fixture.Hub, "X-Repo-Commit", new StringValues([HubCacheBuilder.Commit, HubCacheBuilder.OtherCommit]));

        await ShouldFailAsync(
            fixture,
            "X-Repo-Commit",
            $"must be one value; found '{HubCacheBuilder.Commit}, {HubCacheBuilder.OtherCommit}'"
        );
    }

    [Fact]
    public async Task Another_commit_than_was_asked_for_is_refused()
    {
        await using HubFixture fixture = await HubFixture.WithTinyModelAsync();
        Describe(fixture.Hub, "X-Repo-Commit", HubCacheBuilder.OtherCommit);

        await ShouldFailAsync(
            fixture,
            "X-Repo-Commit",
            $"must be {HubCacheBuilder.Commit}; found '{HubCacheBuilder.OtherCommit}'",
            options => options with { Revision = HubCacheBuilder.Commit }
        );
    }

    [Fact]
    public async Task A_commit_that_was_asked_for_need_not_be_said()
    {
        await using HubFixture fixture = await HubFixture.WithTinyModelAsync();
        Describe(fixture.Hub, "X-Repo-Commit", default);

        DistributedMixtralConfig config = await fixture.LoadAsync(
            blocking: true,
            options => options with { Revision = HubCacheBuilder.Commit }
        );

        config.CommitHash.Should().Be(HubCacheBuilder.Commit);
    }

    [Theory]
    [MemberData(nameof(BadTags))]
    public async Task A_tag_that_cannot_name_a_blob_is_refused(string? tag, string found)
    {
        await using HubFixture fixture = await HubFixture.WithTinyModelAsync();
        Describe(fixture.Hub, "ETag", tag);

        await ShouldFailAsync(fixture, "ETag", found);
    }

    [Theory]
    [InlineData("\"../../x\"")]
    [InlineData("../x")]
    public async Task A_linked_tag_is_held_to_the_same_rules(string tag)
    {
        await using HubFixture fixture = await HubFixture.WithTinyModelAsync();
        Describe(fixture.Hub, "X-Linked-Etag", tag);

        await ShouldFailAsync(fixture, "X-Linked-Etag", $"found '{tag}'");
    }

    [Theory]
    [InlineData("W/\"{0}\"")]
    [InlineData("\"{0}\"")]
    [InlineData("{0}")]
    [InlineData("W/{0}")]
    public async Task A_hash_is_one_with_or_without_quotes(string format)
    {
        await using HubFixture fixture = await HubFixture.WithTinyModelAsync();
        Describe(fixture.Hub, "ETag", format.Replace("{0}", Tiny.ETag, StringComparison.Ordinal));

        await fixture.LoadAsync(blocking: false);

        fixture.Tree().Should().Contain($"models--acme--tiny/blobs/{Tiny.ETag}", TinyConfig.Json);
    }

    [Theory]
    [InlineData("\"5e8c5b1a-2c4\"", "5e8c5b1a-2c4")]
    [InlineData("W/\"5e8c5b1a-2c4\"", "5e8c5b1a-2c4")]
    [InlineData("\"d41d8cd98f00b204e9800998ecf8427e\"", "d41d8cd98f00b204e9800998ecf8427e")]
    [InlineData("\"D41D8CD98F00B204E9800998ECF8427E\"", "D41D8CD98F00B204E9800998ECF8427E")]
    [MemberData(nameof(LongTags))]
    public async Task A_mirror_may_have_tags_of_its_own(string tag, string blob)
    {
        await using HubFixture fixture = await HubFixture.WithTinyModelAsync();
        Describe(fixture.Hub, "ETag", tag);

        await fixture.LoadAsync(blocking: true);

        fixture.Tree().Should().Contain($"models--acme--tiny/blobs/{blob}", TinyConfig.Json);
    }

    private static void Describe(FakeHub hub, string header, StringValues value) =>
        hub.Answer = async context =>
        {
            Tiny.Describe(context);
            context.Response.Headers[header] = value;
            if (context.Request.Method == "GET")
            {
                await context.Response.Body.WriteAsync(Tiny.Bytes);
            }

            return true;
        };

    private static async Task ShouldFailAsync(
        HubFixture fixture,
        string header,
        string found,
        Func<PretrainedLoadOptions, PretrainedLoadOptions>? change = null
    )
    {
        HubException exception = await fixture.FailAsync<HubException>(options =>
            (change ?? (same => same))(options) with
            {
                Token = "hf_secret",
            }
        );

        exception.Message.Should().Contain($"header {header} must be").And.Contain(found).And.NotContain("hf_secret");
        exception.IsTransient.Should().BeFalse();
        fixture.Hub.Requests.Should().HaveCount(2).And.OnlyContain(request => request.Method == "HEAD");
        fixture.Tree().Should().BeEmpty();
        Directory.Exists(fixture.Cache.Directory).Should().BeFalse();
    }
}
