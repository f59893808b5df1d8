namespace Petals.Mixtral.Config.Tests.Tool;

/// <summary>What <c>download</c> reports about the answers of the Hub.</summary>
public sealed class DownloadAnswerTests : HubTest
{
    [Fact]
    public void download_warns_when_the_Hub_redirects_to_another_repo_id()
    {
        Hub.Publish(FileName, TinyConfig.Json, repo: "Acme/Tiny").Redirecting("/Acme/Tiny/resolve/main/config.json");

        ToolRun run = Download();

        run.Exit.Should().Be(0);
        run.Error.Should()
            .Be(
                "mixtral-config: warning: The Hub redirects the repo acme/tiny to Acme/Tiny. "
                    + "Give that id if you mean it: its DHT prefix is Acme/Tiny, not acme/tiny.\n"
            );
    }

    [Fact]
    public void download_recommends_the_variable_of_the_proxy_when_the_proxy_requires_authentication()
    {
        Hub.Failing(407);

        Download()
            .Error.Should()
            .EndWith(
                "The proxy requires authentication; put a user name and password into its variable: "
                    + "http://user:password@host:port.\n"
            );
    }

    private ToolRun Download() => RunTool("download", Repo);
}
