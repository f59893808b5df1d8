using System.Net;
using Petals.Mixtral.Config.Tests.Support;

namespace Petals.Mixtral.Config.Tests.Hub.Http;

/// <summary>What the Hub means by an answer that is no success, and what to do about it.</summary>
public sealed class StatusTests
{
    private const string Token = "hf_secret";

    [Theory]
    [InlineData(401)]
    [InlineData(403)]
    public async Task A_gated_repo_is_one_to_ask_for_access_to(int status)
    {
        GatedRepoException exception = await FailAsync<GatedRepoException>(
            status,
            "GatedRepo",
            "Access to model acme/tiny is restricted."
        );

        exception
            .Message.Should()
            .Contain("is gated")
            .And.Contain("Access to model acme/tiny is restricted.")
            .And.Contain("the token from the option Token was sent");
        exception.AccessPage!.AbsolutePath.Should().Be("/acme/tiny");
    }

    [Theory]
    [InlineData(401, "RepoNotFound")]
    [InlineData(404, "RepoNotFound")]
    [InlineData(401, null)]
    public async Task A_repo_that_is_missing_may_be_private(int status, string? code)
    {
        RepoNotFoundException exception = await FailAsync<RepoNotFoundException>(status, code);

        exception.Message.Should().Contain("'acme/tiny' does not exist, or is private");
    }

    [Fact]
    public async Task A_missing_repo_is_not_blamed_on_the_token() =>
        await FailAsync<RepoNotFoundException>(401, null, "Invalid username or password.");

    [Theory]
    [InlineData(null, "Invalid credentials in Authorization header")]
    [InlineData("RepoNotFound", "Invalid credentials in Authorization header")]
    [InlineData(null, "User Access Token \"ci\" is expired")]
    public async Task An_invalid_token_is_named_with_its_source_and_the_remedy(string? code, string text)
    {
        HubException exception = await FailAsync<HubException>(401, code, text);

        exception.Should().BeOfType<HubException>();
        exception
            .Message.Should()
            .StartWith("The token from the option Token is invalid or expired: ")
            .And.Contain("/settings/tokens")
            .And.EndWith("or remove it from the option Token: public models need none.");
    }

    [Theory]
    [InlineData(451, null)]
    [InlineData(403, "DisabledRepo")]
    public async Task A_disabled_repo_has_its_own_words(int status, string? code)
    {
        HubException exception = await FailAsync<HubException>(status, code);

        exception.Message.Should().StartWith("The repo 'acme/tiny' is disabled: ");
        exception.StatusCode.Should().Be((HttpStatusCode)status);
    }

    [Theory]
    [InlineData(401, "Access to model acme/tiny is restricted. You must be authenticated to access it.")]
    [InlineData(403, "Your request to access model acme/tiny is awaiting a review: the repo is gated.")]
    public async Task A_gated_repo_is_recognised_without_a_code(int status, string text) =>
        await FailAsync<GatedRepoException>(status, null, text);

    [Fact]
    public async Task A_missing_revision_is_named()
    {
        RevisionNotFoundException exception = await FailAsync<RevisionNotFoundException>(404, "RevisionNotFound");

        exception.Message.Should().Contain("no revision 'main'");
        exception.Revision.Should().Be("main");
    }

    [Theory]
    [InlineData(403, "This account has no access (the token from the option Token was sent)")]
    [InlineData(404, "is the Hub or a mirror of it")]
    [InlineData(407, "The proxy requires authentication; pass an HttpClient with its credentials.")]
    [InlineData(304, "is the Hub or a mirror of it")]
    [InlineData(400, "is the Hub or a mirror of it")]
    [InlineData(410, "is the Hub or a mirror of it")]
    public async Task A_status_without_a_code_is_no_more_than_it_says(int status, string advice)
    {
        HubException exception = await FailAsync<HubException>(status, null);

        exception.Message.Should().Contain(advice);
        exception.ErrorCode.Should().BeNull();
    }

    [Fact]
    public async Task An_unknown_code_is_shown()
    {
        HubException exception = await FailAsync<HubException>(403, "SomethingNew", "Look elsewhere.");

        exception.Message.Should().Contain("answered 403 SomethingNew, 'Look elsewhere.'");
        exception.ErrorCode.Should().Be("SomethingNew");
    }

    [Fact]
    public async Task A_message_that_repeats_the_token_is_shown_without_it()
    {
        HubException exception = await FailAsync<HubException>(401, null, $"Invalid token {Token}");

        exception.Message.Should().Contain("'Invalid token (token)'");
    }

    [Fact]
    public async Task A_status_of_another_server_is_not_taken_for_the_Hubs()
    {
        await using HubFixture fixture = await HubFixture.WithTinyModelAsync();
        await using FakeHub other = await FakeHub.StartAsync();
        fixture.Hub.Redirecting($"{other.Endpoint}x");
        other.Answering(context => context.Response.StatusCode = 401);

        HubException exception = await fixture.FailAsync<HubException>();

        exception.Message.Should().Contain($"{other.Endpoint}x answered 401");
        fixture.ShouldHaveKeptNothing();
    }

    [Fact]
    public async Task That_a_file_does_not_exist_is_noted_for_its_commit()
    {
        await using HubFixture fixture = await HubFixture.WithTinyModelAsync();
        PretrainedLoadOptions Other(PretrainedLoadOptions options) => options with { ConfigFileName = "other.json" };

        EntryNotFoundException exception = await fixture.FailAsync<EntryNotFoundException>(Other);

        exception
            .Message.Should()
            .Contain("no file 'other.json'")
            .And.Contain("answered 404 EntryNotFound, 'Entry not found'");
        exception
            .Should()
            .BeEquivalentTo(
                new
                {
                    FileName = "other.json",
                    HubCacheBuilder.Commit,
                    StatusCode = HttpStatusCode.NotFound,
                },
                options => options.WithMapping("Commit", "CommitHash")
            );
        fixture
            .Tree()
            .Should()
            .ContainKey($"models--acme--tiny/.no_exist/{HubCacheBuilder.Commit}/other.json")
            .WhoseValue.Should()
            .BeEmpty();
        fixture.Hub.Requests.Should().HaveCount(2);

        exception = await fixture.FailAsync<EntryNotFoundException>(options =>
            Other(options) with
            {
                Revision = HubCacheBuilder.Commit,
            }
        );

        exception
            .Message.Should()
            .Contain("as an earlier request found")
            .And.EndWith("Give another revision, or ask again with ForceDownload.");
        fixture.Hub.Requests.Should().HaveCount(2);
    }

    private static async Task<TException> FailAsync<TException>(int status, string? code, string? message = null)
        where TException : HubException
    {
        await using HubFixture fixture = await HubFixture.WithTinyModelAsync();
        fixture.Hub.Answering(context =>
        {
            context.Response.StatusCode = status;
            context.Response.Headers["X-Error-Code"] = code;
            context.Response.Headers["X-Error-Message"] = message;
        });

        TException exception = await fixture.FailAsync<TException>(options => options with { Token = Token });

        exception.StatusCode.Should().Be((HttpStatusCode)status);
        exception.RepoId.Should().Be("acme/tiny");
        exception.IsTransient.Should().BeFalse();
        exception.Message.Should().NotContain(Token).And.Contain($"answered {status}");
        fixture.Hub.Requests.Should().HaveCount(2, "what was answered so once is answered so again");
        fixture.ShouldHaveKeptNothing();
        return exception;
    }
}
