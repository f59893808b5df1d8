namespace Petals.Mixtral.Config.Tests.Hub.Http;

/// <summary>The meaning of the statuses and error codes of the Hub.</summary>
public sealed class StatusTests : HubTest
{
    private const string Restricted = "Access to model acme/tiny is restricted.";

    [Theory]
    [InlineData(401, "GatedRepo", Restricted)]
    [InlineData(403, "GatedRepo", Restricted)]
    [InlineData(401, null, Restricted + " You must be authenticated to access it.")]
    [InlineData(403, null, "Your request to access model acme/tiny is awaiting a review: the repo is gated.")]
    public async Task A_gated_repo_is_recognized_by_its_code_or_message(int status, string? code, string text)
    {
        GatedRepoException exception = await FailAsync<GatedRepoException>(status, code, text);

        exception
            .Message.Should()
            .Contain("is gated")
            .And.Contain(text)
            .And.Contain("the token from the option Token was sent");
        exception.AccessPage!.AbsolutePath.Should().Be("/acme/tiny");
    }

    [Theory]
    [InlineData(401, "RepoNotFound", null)]
    [InlineData(404, "RepoNotFound", null)]
    [InlineData(401, null, null)]
    [InlineData(401, null, "Invalid username or password.")]
    public async Task A_missing_repo_may_be_private(int status, string? code, string? text) =>
        (await FailAsync<RepoNotFoundException>(status, code, text))
            .Message.Should()
            .Contain("'acme/tiny' does not exist, or is private");

    [Theory]
    [InlineData(null, "Invalid credentials in Authorization header")]
    [InlineData("RepoNotFound", "Invalid credentials in Authorization header")]
    [InlineData(null, "User Access Token \"ci\" is expired")]
    public async Task An_invalid_token_is_named_with_its_source_and_the_remedy(string? code, string text) =>
        (await FailAsync<HubException>(401, code, text))
            .Message.Should()
            .StartWith("The token from the option Token is invalid or expired: ")
            .And.Contain("/settings/tokens")
            .And.EndWith("or remove it: public models need none.");

    [Fact]
    public async Task A_missing_revision_is_named()
    {
        RevisionNotFoundException exception = await FailAsync<RevisionNotFoundException>(404, "RevisionNotFound");

        exception.Message.Should().Contain("no revision 'main'");
        exception.Revision.Should().Be("main");
    }

    [Theory]
    [InlineData(451, null, null, "The repo 'acme/tiny' is disabled: ")]
    [InlineData(403, "DisabledRepo", null, "The repo 'acme/tiny' is disabled: ")]
    [InlineData(403, null, null, "This account has no access (the token from the option Token was sent)")]
    [InlineData(404, null, null, "is the Hub or a mirror of it")]
    [InlineData(407, null, null, "The proxy requires authentication; pass an HttpClient with its credentials.")]
    [InlineData(304, null, null, "is the Hub or a mirror of it")]
    [InlineData(400, null, null, "is the Hub or a mirror of it")]
    [InlineData(410, null, null, "is the Hub or a mirror of it")]
    [InlineData(403, "SomethingNew", "Look elsewhere.", "answered 403 SomethingNew, 'Look elsewhere.'")]
    [InlineData(401, null, "Invalid token " + Token, "'Invalid token (token)'")]
    public async Task Another_status_or_code_is_reported_with_advice(
        int status,
        string? code,
        string? text,
        string message
    )
    {
        HubException exception = await FailAsync<HubException>(status, code, text);

        exception.Message.Should().Contain(message);
        exception.ErrorCode.Should().Be(code);
    }

    [Fact]
    public async Task A_missing_file_is_recorded_for_its_commit()
    {
        PretrainedLoadOptions options = Options with { ConfigFileName = "other.json" };

        EntryNotFoundException exception = await FailAsync<EntryNotFoundException>(options);

        exception
            .Message.Should()
            .Contain("no file 'other.json'")
            .And.Contain("answered 404 EntryNotFound, 'Entry not found'");
        exception.FileName.Should().Be("other.json");
        exception.CommitHash.Should().Be(Commit);
        exception.StatusCode.Should().Be(HttpStatusCode.NotFound);
        ShouldHaveTree($"models--acme--tiny/.no_exist/{Commit}/other.json", "");

        (await FailAsync<EntryNotFoundException>(options with { Revision = Commit }))
            .Message.Should()
            .Contain("as an earlier request found")
            .And.EndWith("Give another revision, or ask again with ForceDownload.");
        Hub.Requests.Should().HaveCount(2);

        Hub.Publish("other.json", "{\"hidden_size\": 8}", commit: OtherCommit);
        Load(options).HiddenSize.Should().Be(8, "a branch may have gained the file");
    }

    [Fact]
    public async Task A_missing_file_is_not_recorded_for_an_invalid_commit()
    {
        Hub.Answering(context =>
        {
            context.Response.StatusCode = 404;
            context.Response.Headers["X-Error-Code"] = "EntryNotFound";
            context.Response.Headers["X-Repo-Commit"] = "../../x";
        });

        (await FailAsync<EntryNotFoundException>()).CommitHash.Should().BeNull();

        Fixture.ShouldHaveKeptNothing();
    }

    private async Task<TException> FailAsync<TException>(int status, string? code, string? message = null)
        where TException : HubException
    {
        Hub.Answering(context =>
        {
            context.Response.StatusCode = status;
            context.Response.Headers["X-Error-Code"] = code;
            context.Response.Headers["X-Error-Message"] = message;
        });
        TException exception = await FailAsync<TException>(Options with { Token = Token });
        exception.StatusCode.Should().Be((HttpStatusCode)status);
        exception.RepoId.Should().Be(Repo);
        exception.IsTransient.Should().BeFalse();
        exception.Message.Should().NotContain(Token).And.Contain($"answered {status}");
        Hub.Requests.Should().HaveCount(2, "such an answer is final");
        Fixture.ShouldHaveKeptNothing();
        return exception;
    }
}
