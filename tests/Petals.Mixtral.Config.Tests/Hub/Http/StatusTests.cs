using System.Net;
using Petals.Mixtral.Config.Tests.Support;

namespace Petals.Mixtral.Config.Tests.Hub.Http;

/// <summary>What each answer that is no file comes to.</summary>
public sealed class StatusTests
{
    [Theory]
    [InlineData(401)]
    [InlineData(403)]
    public async Task A_gated_repo_names_the_page_on_which_access_is_asked_for(int status)
    {
        await using HubFixture fixture = await AnsweringAsync(status, "GatedRepo");

        GatedRepoException exception = await fixture.FailAsync<GatedRepoException>(options => options with { Token = "hf_mine" });

        exception.Message.Should().Contain("is gated").And.Contain($"answered {status} GatedRepo").And.Contain("the token from the option Token was sent");
        exception.AccessPage.Should().Be(new Uri(fixture.Hub.Endpoint, "acme/tiny"));
        exception.Should().BeEquivalentTo(new { StatusCode = (HttpStatusCode)status, ErrorCode = "GatedRepo", RepoId = "acme/tiny", Revision = "main", IsTransient = false });
        fixture.ShouldHaveKeptNothing();
    }

    [Theory]
    [InlineData(401, "RepoNotFound")]
    [InlineData(404, "RepoNotFound")]
    [InlineData(401, null)]
    public async Task A_repo_that_is_missing_or_private_says_that_a_token_may_help_and_whether_one_was_sent(int status, string? code)
    {
        await using HubFixture fixture = await AnsweringAsync(status, code);

        RepoNotFoundException exception = await fixture.FailAsync<RepoNotFoundException>();

        exception.Message.Should().Contain("does not exist, or is private").And.Contain("a token of an account that may read it helps (no token was sent)");
        exception.ErrorCode.Should().Be(code);
        fixture.Hub.Requests.Should().HaveCount(2);
        fixture.ShouldHaveKeptNothing();
    }

    [Fact]
    public async Task A_revision_that_is_missing_is_named()
    {
        await using HubFixture fixture = await AnsweringAsync(404, "RevisionNotFound");

        (await fixture.FailAsync<RevisionNotFoundException>(options => options with { Revision = "v9" })).Message.Should().Contain("has no revision 'v9'");
        fixture.ShouldHaveKeptNothing();
    }

    [Fact]
    public async Task A_file_that_is_missing_is_noted_for_its_commit_and_not_asked_for_again()
    {
        await using HubFixture fixture = await HubFixture.WithTinyModelAsync();

        EntryNotFoundException exception = await fixture.FailAsync<EntryNotFoundException>(options => options with { ConfigFileName = "none.json" });
        fixture.Tree().Should().BeEquivalentTo(new Dictionary<string, string> { [$"models--acme--tiny/.no_exist/{HubCacheBuilder.Commit}/none.json"] = "" });
        fixture.Hub.Requests.Clear();
        EntryNotFoundException known = await fixture.FailAsync<EntryNotFoundException>(
            options => options with { ConfigFileName = "none.json", Revision = HubCacheBuilder.Commit });

        exception.Should().BeEquivalentTo(new { FileName = "none.json", HubCacheBuilder.Commit, ErrorCode = "EntryNotFound" }, options => options.ExcludingMissingMembers());
        exception.CommitHash.Should().Be(HubCacheBuilder.Commit);
        known.Message.Should().Contain("the cache knows it from an earlier question");
        fixture.Hub.Requests.Should().BeEmpty();
    }

    [Fact]
    public async Task A_commit_hash_of_a_missing_file_that_could_leave_the_cache_is_not_used()
    {
        await using HubFixture fixture = await HubFixture.WithTinyModelAsync();
        fixture.Hub.Answering(context =>
        {
            context.Response.StatusCode = 404;
            context.Response.Headers["X-Error-Code"] = "EntryNotFound";
            context.Response.Headers["X-Repo-Commit"] = "../../x";
        });

        (await fixture.FailAsync<EntryNotFoundException>()).CommitHash.Should().BeNull();
        fixture.ShouldHaveKeptNothing();
    }

    [Theory]
    [InlineData(404, null, "It does not say what is missing, as the Hub does")]
    [InlineData(403, null, "Whoever asked may not have it (no token was sent)")]
    [InlineData(403, "DisabledRepo", "answered 403 DisabledRepo")]
    [InlineData(407, null, "A proxy on the way wants a name and password")]
    [InlineData(400, null, "Check that")]
    [InlineData(304, null, "answered 304")]
    [InlineData(300, null, "answered 300")]
    public async Task Any_other_refusal_is_told_as_it_is(int status, string? code, string advice)
    {
        await using HubFixture fixture = await AnsweringAsync(status, code);

        HubException exception = await fixture.FailAsync<HubException>();

        exception.Message.Should().Contain($"answered {status}").And.Contain(advice);
        exception.IsTransient.Should().BeFalse();
        fixture.Hub.Requests.Should().HaveCount(2);
        fixture.ShouldHaveKeptNothing();
    }

    [Theory]
    [InlineData(206)]
    [InlineData(204)]
    public async Task Content_that_is_not_the_whole_file_is_not_taken(int status)
    {
        await using HubFixture fixture = await HubFixture.WithTinyModelAsync();
        fixture.Hub.Sending(context =>
        {
            context.Response.StatusCode = status;
            return Task.CompletedTask;
        });

        (await fixture.FailAsync<HubException>()).Message.Should().Contain($"answered {status}, and not with the whole file");
        fixture.ShouldHaveKeptNothing();
    }

    [Fact]
    public async Task What_the_Hub_says_in_words_is_repeated()
    {
        await using HubFixture fixture = await HubFixture.WithTinyModelAsync();
        fixture.Hub.Answering(context =>
        {
            context.Response.StatusCode = 401;
            context.Response.Headers["X-Error-Message"] = "Invalid credentials in Authorization header";
        });

        (await fixture.FailAsync<RepoNotFoundException>()).Message.Should().Contain("'Invalid credentials in Authorization header'");
    }

    private static async Task<HubFixture> AnsweringAsync(int status, string? code)
    {
        HubFixture fixture = await HubFixture.WithTinyModelAsync();
        fixture.Hub.Answering(context =>
        {
            context.Response.StatusCode = status;
            if (code is not null)
            {
                context.Response.Headers["X-Error-Code"] = code;
            }
        });
        return fixture;
    }
}
