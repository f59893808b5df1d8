using Microsoft.AspNetCore.Http;
using Petals.Mixtral.Config.Tests.Support;

namespace Petals.Mixtral.Config.Tests.Hub.Http;

/// <summary>What the headers of an answer must be, since they become parts of paths.</summary>
public sealed class HeaderTests
{
    private static readonly HubContent Tiny = HubContent.Of(TinyConfig.Json);

    public static TheoryData<string, string?, string> BadTags => new()
    {
        { "ETag", null, "found none" },
        { "ETag", "", "found none" },
        { "ETag", "\"../../x\"", "found '\"../../x\"'" },
        { "ETag", "\"..\"", "found '\"..\"'" },
        { "ETag", "\"a\\b\"", "found '\"a\\b\"'" },
        { "ETag", "\"x.lock\"", "found '\"x.lock\"'" },
        { "ETag", "\"x.incomplete\"", "found '\"x.incomplete\"'" },
        { "ETag", "\"NUL\"", "found '\"NUL\"'" },
        { "ETag", $"\"{new string('a', 300)}\"", "found '\"aaa" },
        { "ETag", $"\"{new string('A', 40)}\"", "found '\"AAA" },
        { "X-Linked-Etag", "\"../../x\"", "found '\"../../x\"'" },
        { "X-Repo-Commit", null, "found none; what answers there is not a Hub" },
        { "X-Repo-Commit", "../x", "found '../x'" },
        { "X-Repo-Commit", "0123456789ABCDEF0123456789abcdef01234567", "found '0123456789ABCDEF" },
        { "X-Repo-Commit", "main", "found 'main'" },
    };

    [Theory]
    [MemberData(nameof(BadTags))]
    public async Task A_header_that_is_missing_or_malformed_is_named_and_nothing_is_kept(string header, string? value, string found)
    {
        await using HubFixture fixture = await HubFixture.WithTinyModelAsync();
        fixture.Hub.Answering(context => Describe(context, header, value));

        HubException exception = await fixture.FailAsync<HubException>();

        exception.Message.Should().Contain($"the answer's header {header} must be").And.Contain(found).And.Contain("Nothing was kept.");
        fixture.Hub.Requests.Should().HaveCount(2);
        fixture.ShouldHaveKeptNothing();
    }

    [Fact]
    public async Task Two_different_values_of_a_header_are_none()
    {
        await using HubFixture fixture = await HubFixture.WithTinyModelAsync();
        fixture.Hub.Answering(context =>
        {
            Describe(context, "X-Repo-Commit", null);
            context.Response.Headers["X-Repo-Commit"] = new[] { HubCacheBuilder.Commit, HubCacheBuilder.OtherCommit };
        });

        (await fixture.FailAsync<HubException>()).Message.Should().Contain("the answer's header X-Repo-Commit must be one value");
        fixture.ShouldHaveKeptNothing();
    }

    [Theory]
    [InlineData("W/\"{0}\"")]
    [InlineData("{0}")]
    [InlineData("\"{0}\"")]
    public async Task A_tag_may_be_weak_or_without_quotes(string form)
    {
        await using HubFixture fixture = await HubFixture.WithTinyModelAsync();
        fixture.Hub.Answer = context => AnswerAsync(context, "ETag", form.Replace("{0}", Tiny.ETag, StringComparison.Ordinal));

        DistributedMixtralConfig.FromPretrained(HubCacheBuilder.Repo, options: fixture.Options);

        fixture.Tree().Keys.Should().Contain($"models--acme--tiny/blobs/{Tiny.ETag}");
    }

    [Fact]
    public async Task A_mirror_may_have_tags_of_its_own()
    {
        await using HubFixture fixture = await HubFixture.WithTinyModelAsync();
        fixture.Hub.Answer = context => AnswerAsync(context, "ETag", "\"5e8c5b1a-2c4\"");

        DistributedMixtralConfig.FromPretrained(HubCacheBuilder.Repo, options: fixture.Options);

        fixture.Tree()[$"models--acme--tiny/snapshots/{HubCacheBuilder.Commit}/config.json"].Should().Be("-> ../../blobs/5e8c5b1a-2c4");
    }

    [Fact]
    public async Task A_mirror_need_not_say_the_commit_that_it_was_asked_for()
    {
        await using HubFixture fixture = await HubFixture.WithTinyModelAsync();
        fixture.Hub.Answer = context => AnswerAsync(context, "X-Repo-Commit", null);

        DistributedMixtralConfig.FromPretrained(HubCacheBuilder.Repo, options: fixture.Options with { Revision = HubCacheBuilder.Commit }).CommitHash.Should().Be(HubCacheBuilder.Commit);
    }

    [Fact]
    public async Task Another_commit_than_the_one_asked_for_is_not_taken()
    {
        await using HubFixture fixture = await HubFixture.WithTinyModelAsync();
        fixture.Hub.Answering(context => Describe(context, "X-Repo-Commit", HubCacheBuilder.OtherCommit));

        (await fixture.FailAsync<HubException>(options => options with { Revision = HubCacheBuilder.Commit })).Message
            .Should().Contain($"must be the commit hash that was asked for, {HubCacheBuilder.Commit}; found {HubCacheBuilder.OtherCommit}");
        fixture.ShouldHaveKeptNothing();
    }

    private static void Describe(HttpContext context, string header, string? value)
    {
        Tiny.Describe(context);
        context.Response.Headers.Remove(header);
        if (value is not null)
        {
            context.Response.Headers[header] = value;
        }
    }

    private static async Task<bool> AnswerAsync(HttpContext context, string header, string? value)
    {
        Describe(context, header, value);
        if (context.Request.Method == "GET")
        {
            await context.Response.Body.WriteAsync(Tiny.Bytes);
        }

        return true;
    }
}
