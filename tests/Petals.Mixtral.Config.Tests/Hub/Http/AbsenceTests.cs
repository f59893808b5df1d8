using Petals.Mixtral.Config.Tests.Support;

namespace Petals.Mixtral.Config.Tests.Hub.Http;

/// <summary>What is noted of a file that a commit does not have.</summary>
public sealed class AbsenceTests
{
    [Fact]
    public async Task A_commit_hash_that_could_leave_the_cache_is_not_noted()
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

    [Fact]
    public async Task A_branch_may_have_gained_the_file_and_is_asked_again()
    {
        await using HubFixture fixture = await HubFixture.WithTinyModelAsync();
        await fixture.FailAsync<EntryNotFoundException>(options => options with { ConfigFileName = "new.json" });
        fixture.Hub.Publish("new.json", "{\"hidden_size\": 8}", commit: HubCacheBuilder.OtherCommit);

        DistributedMixtralConfig
            .FromPretrained(HubCacheBuilder.Repo, options: fixture.Options with { ConfigFileName = "new.json" })
            .HiddenSize.Should()
            .Be(8);
    }
}
