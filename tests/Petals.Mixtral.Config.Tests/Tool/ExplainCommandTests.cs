using Petals.Mixtral.Config.Tests.Support;

namespace Petals.Mixtral.Config.Tests.Tool;

/// <summary><c>mixtral-config explain</c>, which asks nobody. It is run with the environment of the process, and so
/// runs alone.</summary>
[Collection(nameof(ProcessEnvironment))]
public sealed class ExplainCommandTests : IDisposable
{
    private readonly TempDirectory _directory = new();

    private HubCacheBuilder Builder => new(_directory);

    public void Dispose() => _directory.Dispose();

    [Fact]
    [Needs(SystemFeature.Links)]
    public void A_cached_model_is_explained_down_to_its_blob()
    {
        string etag = new('a', 40);
        Builder.Ref("main", HubCacheBuilder.Commit).Link("config.json", etag, TinyConfig.Json);

        ToolRun run = ToolRun.Of("explain", HubCacheBuilder.Repo, "--cache-dir", Builder.Directory);

        run.Exit.Should().Be(0);
        run.Output.Should()
            .Contain("It is loaded from the cache, and the Hub is not asked.")
            .And.Contain($"stands for {HubCacheBuilder.Commit}")
            .And.Contain($"a link to the blob {etag}")
            .And.Contain("Requests\nnone\n");
    }

    [Fact]
    public void A_model_that_is_not_cached_is_explained_up_to_the_requests()
    {
        ToolRun run = ToolRun.Of(
            "explain",
            HubCacheBuilder.Repo,
            "--cache-dir",
            Builder.Directory,
            "--endpoint",
            "https://hub.example/hf/",
            "--revision",
            "refs/pr/1"
        );

        run.Exit.Should().Be(0);
        run.Output.Should()
            .Contain("It is asked for on the Hub.")
            .And.MatchRegex($"{Builder.Directory} +no such cache directory; chosen by --cache-dir")
            .And.Contain("HEAD https://hub.example/hf/acme/tiny/resolve/refs%2Fpr%2F1/config.json (without a token)");
    }

    [Fact]
    public void Each_variable_is_shown_with_what_it_decided_but_never_a_secret()
    {
        string token = _directory.Write("token", "hf_secret\n");
        ToolRun run = With(
            new()
            {
                ["HF_HOME"] = _directory.Path,
                ["HF_ENDPOINT"] = "https://me:hf_secret@hub.example",
                ["HF_TOKEN_PATH"] = token,
                ["HF_HUB_OFFLINE"] = "1",
                ["HF_HUB_ETAG_TIMEOUT"] = "3",
            },
            () => ToolRun.Of("explain", HubCacheBuilder.Repo)
        );

        run.Exit.Should().Be(1);
        run.Output.Should()
            .NotContain("hf_secret")
            .And.Contain("HF_ENDPOINT                    (set, not shown)")
            .And.MatchRegex($"HF_HOME +{_directory.Path} +the cache directory")
            .And.MatchRegex("HF_HUB_OFFLINE +1 +that the Hub is not asked")
            .And.MatchRegex("HF_TOKEN +\\(not set\\)")
            .And.MatchRegex($"HF_TOKEN_PATH +{token} +the token")
            .And.MatchRegex("HF_HUB_ETAG_TIMEOUT +3 +how long")
            .And.Contain($"from the file '{token}', not shown")
            .And.Contain("and the variable HF_HUB_OFFLINE forbids asking the Hub");
    }

    [Fact]
    public void A_home_where_only_the_token_lies_decides_that()
    {
        string token = _directory.Write("home/token", "hf_secret\n");
        string home = Path.GetDirectoryName(token)!;

        With(
            new() { ["HF_HOME"] = home },
            () => ToolRun.Of("explain", HubCacheBuilder.Repo, "--cache-dir", Builder.Directory)
        )
            .Output.Should()
            .MatchRegex($"HF_HOME +{home} +the token")
            .And.Contain($"from the file '{token}', not shown");
        With(new() { ["HF_HOME"] = home }, () => ToolRun.Of("explain", HubCacheBuilder.Repo))
            .Output.Should()
            .MatchRegex($"HF_HOME +{home} +the cache directory, the token");
    }

    [Fact]
    public void A_warning_of_two_loads_is_written_once()
    {
        ToolRun run = With(
            new() { ["TRANSFORMERS_CACHE"] = Fixtures.Hub },
            () => ToolRun.Of("diff", PublishedModels.Mixtral8x7B, PublishedModels.Mixtral8x7B)
        );

        run.Error.Should().StartWith("mixtral-config: warning: ").And.EndWith("\n");
        run.Error.Count(character => character == '\n').Should().Be(1);
    }

    [Fact]
    public void What_cannot_be_loaded_is_a_finding()
    {
        ToolRun
            .Of("explain", "./nowhere")
            .Should()
            .Match<ToolRun>(run =>
                run.Exit == 1
                && run.Output.Contains("looks like a path")
                && run.Output.Contains("the working directory is")
            );
        ToolRun
            .Of("explain", "a b")
            .Should()
            .Match<ToolRun>(run => run.Exit == 1 && run.Output.Contains("it cannot be a model on the Hub"));
        ToolRun
            .Of("explain", "a/b", "--revision", "..")
            .Should()
            .Match<ToolRun>(run => run.Exit == 1 && run.Output.Contains("is not a revision"));
        ToolRun
            .Of("explain", "a/b", "--cache-dir", Builder.Directory, "--endpoint", "ftp://x")
            .Should()
            .Match<ToolRun>(run => run.Exit == 1 && run.Output.Contains("is not an address"));
        ToolRun.Of("explain", " ").Exit.Should().Be(2);
        Builder.Ref("main", "nonsense");
        ToolRun
            .Of("explain", HubCacheBuilder.Repo, "--cache-dir", Builder.Directory)
            .Should()
            .Match<ToolRun>(run =>
                run.Exit == 0 && run.Output.Contains("is damaged") && run.Output.Contains("It is asked for on the Hub.")
            );
        ToolRun
            .Of("explain", HubCacheBuilder.Repo, "--cache-dir", Builder.Directory, "--offline")
            .Should()
            .Match<ToolRun>(run => run.Exit == 1 && run.Output.Contains("is damaged"));
    }

    [Fact]
    public void A_path_on_this_machine_is_said_to_be_one()
    {
        string file = _directory.Write("config.json", TinyConfig.Json);

        ToolRun
            .Of("explain", _directory.Path)
            .Should()
            .Match<ToolRun>(run =>
                run.Exit == 0 && run.Output.Contains("It is a path on this machine") && run.Output.Contains(file)
            );
    }

    private static ToolRun With(Dictionary<string, string> variables, Func<ToolRun> run)
    {
        foreach ((string name, string value) in variables)
        {
            Environment.SetEnvironmentVariable(name, value);
        }

        try
        {
            return run();
        }
        finally
        {
            foreach (string name in variables.Keys)
            {
                Environment.SetEnvironmentVariable(name, null);
            }
        }
    }
}
