using Petals.Mixtral.Config.Tests.Support;

namespace Petals.Mixtral.Config.Tests.Loading;

/// <summary>What an explanation says of the way to a model: the outcome, the places, the requests and the
/// token.</summary>
public sealed class ResolutionExplainerTests : IDisposable
{
    private readonly TempDirectory _directory = new();
    private readonly Dictionary<string, string> _variables = [];

    private HubCacheBuilder Builder => new(_directory);

    private PretrainedLoadOptions Options =>
        new()
        {
            CacheDirectory = Builder.Directory,
            Environment = new ConfigEnvironment(_variables.GetValueOrDefault, _directory.Combine("home")),
        };

    private static string Local =>
        ResultTexts.Place(
            Path.GetFullPath(HubCacheBuilder.Repo),
            $"no such file or directory; the working directory is {Directory.GetCurrentDirectory()}"
        );

    private string Cache =>
        ResultTexts.Place(Builder.Directory, "the cache directory, chosen by the option CacheDirectory");

    private string Pointer => Path.Combine(Builder.RepoFolder, "snapshots", HubCacheBuilder.Commit, "config.json");

    public void Dispose() => _directory.Dispose();

    [Fact]
    public void A_cached_model_is_found_in_the_cache_and_nobody_is_asked()
    {
        Builder.Ref("main", HubCacheBuilder.Commit).File("config.json", TinyConfig.Json);

        ModelResolution explained = Explain();

        explained.Model.Should().Be(HubCacheBuilder.Repo);
        explained.Outcome.Should().Be("It is loaded from the cache, and the Hub is not asked.");
        explained.Path.Should().Be(Pointer);
        explained.CommitHash.Should().Be(HubCacheBuilder.Commit);
        explained
            .Places.ToTexts()
            .Should()
            .Equal(
                Local,
                Cache,
                ResultTexts.Place(
                    Path.Combine(Builder.RepoFolder, "refs", "main"),
                    $"stands for {HubCacheBuilder.Commit}"
                ),
                ResultTexts.Place(Pointer, "the file")
            );
        explained.Requests.Should().BeEmpty();
        explained.TokenSource.Should().Be("none");
        explained.IsLoadable.Should().BeTrue();
    }

    [Theory]
    [InlineData("HF_HUB_OFFLINE", "the variable HF_HUB_OFFLINE")]
    [InlineData(null, "the option LocalFilesOnly")]
    public void What_forbids_asking_the_Hub_is_named_whether_the_model_is_cached_or_not(string? variable, string ban)
    {
        if (variable is not null)
        {
            _variables[variable] = "1";
        }

        Explain(Options with { LocalFilesOnly = variable is null })
            .Should()
            .Match<ModelResolution>(explained =>
                explained.Outcome == $"It is not in the cache, and {ban} forbids asking the Hub."
                && explained.Path == null
                && explained.Requests.Count == 0
                && !explained.IsLoadable
            );

        Builder.Ref("main", HubCacheBuilder.Commit).File("config.json", TinyConfig.Json);

        foreach (bool force in (bool[])[false, true])
        {
            Explain(Options with { LocalFilesOnly = variable is null, ForceDownload = force })
                .Should()
                .Match<ModelResolution>(explained =>
                    explained.Outcome == $"It is loaded from the cache; {ban} forbids asking the Hub."
                    && explained.Path == Pointer
                    && explained.Requests.Count == 0
                );
        }
    }

    [Fact]
    public void A_model_that_is_not_cached_is_asked_for_in_two_requests()
    {
        _variables["HF_ENDPOINT"] = "https://hub.example/hf/";
        const string Url = "https://hub.example/hf/acme/tiny/resolve/main/config.json";

        ModelResolution explained = Explain();

        explained.Outcome.Should().Be("It is asked for on the Hub.");
        explained.Path.Should().BeNull();
        explained.CommitHash.Should().BeNull();
        explained
            .Places.ToTexts()
            .Should()
            .Equal(
                Local,
                ResultTexts.Place(Builder.Directory, "no such cache directory; chosen by the option CacheDirectory")
            );
        explained
            .Requests.Should()
            .Equal($"HEAD {Url} (without a token)", $"GET {Url} (without a token), unless the content is here already");
        explained.IsLoadable.Should().BeTrue();
    }

    [Fact]
    public void A_token_is_named_by_where_it_comes_from_and_goes_only_where_nobody_can_read_it()
    {
        _variables["HF_TOKEN"] = "hf_secret";

        Explain().TokenSource.Should().Be("from the variable HF_TOKEN, not shown");
        Explain()
            .Requests.Should()
            .HaveCount(2)
            .And.OnlyContain(request => request.Contains("(with the token from the variable HF_TOKEN)"));
        Explain(Options with { Endpoint = new Uri("http://mirror.example") })
            .Requests.Should()
            .OnlyContain(request => request.Contains("(without a token)"));
    }

    [Fact]
    public void A_damaged_file_is_asked_for_unless_the_Hub_may_not_be_asked()
    {
        Builder.Ref("main", HubCacheBuilder.Commit).File("config.json", "[]");

        Explain(Options with { LocalFilesOnly = true }).Outcome.Should().StartWith($"{Pointer}, line 1");
        Explain(Options with { LocalFilesOnly = true }).IsLoadable.Should().BeFalse();
        foreach (bool force in (bool[])[false, true])
        {
            Explain(Options with { ForceDownload = force })
                .Should()
                .Match<ModelResolution>(explained =>
                    explained.Outcome == "It is asked for on the Hub." && explained.Requests.Count == 2
                );
        }

        Explain(Options with { ForceDownload = true, LocalFilesOnly = true })
            .Outcome.Should()
            .StartWith($"{Pointer}, line 1");
    }

    [Fact]
    public void A_file_that_a_commit_is_known_not_to_have_is_not_asked_for()
    {
        Builder.KnownAbsent("config.json");
        PretrainedLoadOptions options = Options with { Revision = HubCacheBuilder.Commit };

        Explain(options)
            .Should()
            .Match<ModelResolution>(explained =>
                explained.Outcome.StartsWith(
                    $"The repo 'acme/tiny' has no file 'config.json' at the commit {HubCacheBuilder.Commit}"
                )
                && explained.Requests.Count == 0
                && !explained.IsLoadable
            );
        Explain(options with { LocalFilesOnly = true })
            .Outcome.Should()
            .Be("It is not in the cache, and the option LocalFilesOnly forbids asking the Hub.");
        Explain(options with { ForceDownload = true }).Requests.Should().HaveCount(2);
    }

    [Theory]
    [InlineData(
        "HF_ENDPOINT",
        "ftp://hub.example",
        "The endpoint, from the variable HF_ENDPOINT, is not an address",
        "none"
    )]
    [InlineData("HF_HUB_ETAG_TIMEOUT", "soon", "HF_HUB_ETAG_TIMEOUT is 'soon'", "none")]
    [InlineData(
        "HF_TOKEN",
        "two words",
        "The access token from the variable HF_TOKEN is not valid",
        "none: The access token from the variable HF_TOKEN is not valid*"
    )]
    public void A_variable_that_makes_asking_impossible_is_the_outcome(
        string variable,
        string value,
        string outcome,
        string token
    )
    {
        _variables[variable] = value;

        ModelResolution explained = Explain();

        explained.Outcome.Should().StartWith(outcome);
        explained.Requests.Should().BeEmpty();
        explained.TokenSource.Should().Match(token);
    }

    [Fact]
    public void A_path_on_this_machine_is_loaded_from_there()
    {
        string file = _directory.Write("model/config.json", TinyConfig.Json);

        ModelResolution explained = Explain(model: _directory.Combine("model"));

        explained.Places.ToTexts().Should().Equal(ResultTexts.Place(file, "the file"));
        explained
            .Should()
            .BeEquivalentTo(
                new
                {
                    Model = _directory.Combine("model"),
                    Outcome = "It is a path on this machine, and is loaded from there.",
                    Path = file,
                    CommitHash = (string?)null,

                    Requests = Array.Empty<string>(),
                    TokenSource = "none",
                }
            );
    }

    [Fact]
    public void A_file_on_this_machine_that_cannot_be_read_is_the_outcome()
    {
        string file = _directory.Write("config.json", "[]");

        ModelResolution explained = Explain(model: file);

        explained.Outcome.Should().StartWith($"{file}, line 1");
        explained.Path.Should().BeNull();
        explained.Places.ToTexts().Should().Equal(ResultTexts.Place(file, "the file"));
        explained.IsLoadable.Should().BeFalse();
    }

    [Fact]
    public void What_can_only_be_a_path_is_not_looked_for_in_the_cache()
    {
        ModelResolution explained = Explain(model: "./acme/nowhere");

        explained
            .Outcome.Should()
            .StartWith("'./acme/nowhere' looks like a path, not like a repo id, and nothing is there.");
        explained.Places.Should().ContainSingle().Which.Path.Should().Be(Path.GetFullPath("acme/nowhere"));
        explained.Requests.Should().BeEmpty();
    }

    [Fact]
    public void An_option_that_is_not_what_it_must_be_is_the_outcome()
    {
        ModelResolution explained = Explain(Options with { Revision = ".." });

        explained.Outcome.Should().StartWith("'..' is not a revision");
        explained.Places.ToTexts().Should().BeEmpty();
        explained.Requests.Should().BeEmpty();
    }

    private ModelResolution Explain(PretrainedLoadOptions? options = null, string model = HubCacheBuilder.Repo) =>
        ModelResolution.Explain(model, options ?? Options);
}
