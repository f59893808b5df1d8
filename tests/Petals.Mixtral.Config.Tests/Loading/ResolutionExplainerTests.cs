namespace Petals.Mixtral.Config.Tests.Loading;

/// <summary>An explanation: the outcome, the places, the requests and the source of the token.</summary>
public sealed class ResolutionExplainerTests : CacheTest
{
    private const string Asked = "It will be requested from the Hub.";
    private readonly Dictionary<string, string> _variables = [];

    protected override PretrainedLoadOptions Options =>
        new()
        {
            CacheDirectory = Cache.Directory,
            Environment = new ConfigEnvironment(_variables.GetValueOrDefault, Folder.Combine("home")),
        };

    private PretrainedLoadOptions Offline => Options with { LocalFilesOnly = true };

    private static string Local =>
        ResultTexts.Place(
            Path.GetFullPath(Repo),
            $"no such file or directory; the working directory is {Directory.GetCurrentDirectory()}"
        );

    [Fact]
    public void A_cached_model_is_loaded_from_the_cache_without_a_request()
    {
        Cache.Ref().File();

        ModelResolution explained = Explain(
            Options,
            "It is loaded from the cache, without a request to the Hub.",
            0,
            true
        );

        explained.Model.Should().Be(Repo);
        explained.Path.Should().Be(SnapshotFile);
        explained.CommitHash.Should().Be(Commit);
        explained
            .Places.ToTexts()
            .Should()
            .Equal(
                Local,
                ResultTexts.Place(Cache.Directory, "the cache directory, chosen by the option CacheDirectory"),
                ResultTexts.Place(Main, $"stands for {Commit}"),
                ResultTexts.Place(SnapshotFile, "the file")
            );
    }

    [Theory]
    [InlineData(
        "HF_HUB_OFFLINE",
        "The file 'config.json' of 'acme/tiny' (revision main) is not in the Hugging Face cache"
    )]
    [InlineData(null, "'acme/tiny' (revision main) is not an existing path, and config.json of it is not in")]
    public void The_outcome_is_the_error_of_loading_if_requests_are_forbidden(string? variable, string error)
    {
        _variables[variable ?? ""] = "1";
        PretrainedLoadOptions options = Options with { LocalFilesOnly = variable is null };

        Explain(options, error, 0, false).Outcome.Should().Be(Fail<PretrainedConfigException>(options).Message);

        Cache.Ref().File();
        foreach (bool force in (bool[])[false, true])
        {
            Explain(
                options with
                {
                    ForceDownload = force,
                },
                "It is loaded from the cache, without a request to the Hub.",
                0,
                true
            )
                .Path.Should()
                .Be(SnapshotFile);
        }
    }

    [Fact]
    public void A_model_that_is_not_cached_needs_two_requests()
    {
        _variables["HF_ENDPOINT"] = "https://hub.example/hf/";
        const string Url = "https://hub.example/…/acme/tiny/resolve/main/config.json";

        ModelResolution explained = Explain(Options, Asked, 2, true);

        explained.CommitHash.Should().BeNull();
        explained
            .Places.ToTexts()
            .Should()
            .Equal(
                Local,
                ResultTexts.Place(Cache.Directory, "no such cache directory; chosen by the option CacheDirectory")
            );
        explained
            .Requests.Should()
            .Equal($"HEAD {Url} (without a token)", $"GET {Url} (without a token), unless the content is cached");
    }

    [Fact]
    public void A_token_is_named_by_its_source_and_not_sent_over_plain_http()
    {
        _variables["HF_TOKEN"] = "hf_secret";

        ModelResolution explained = Explain(Options, Asked, 2, true);

        explained
            .Requests.Should()
            .OnlyContain(request => request.Contains("(with the token from the variable HF_TOKEN)"));
        Explain(Options with { Endpoint = new Uri("http://mirror.example") }, Asked, 2, true)
            .Requests.Should()
            .OnlyContain(request => request.Contains("(without a token)"));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_damaged_file_is_requested_again_unless_requests_are_forbidden(bool force)
    {
        Cache.Ref().File(content: "[]");

        Explain(Options with { ForceDownload = force }, Asked, 2, true);
        Explain(Offline with { ForceDownload = force }, $"{SnapshotFile}, line 1", 0, false);
    }

    [Fact]
    public void A_file_that_is_recorded_as_absent_is_not_requested_without_ForceDownload()
    {
        Cache.KnownAbsent();
        PretrainedLoadOptions options = Options with { Revision = Commit };

        Explain(options, $"The repo 'acme/tiny' has no file 'config.json' at the commit {Commit}", 0, false);
        Explain(
            options with
            {
                LocalFilesOnly = true,
            },
            $"'acme/tiny' (revision {Commit}) is not an existing path, and config.json of it is not in",
            0,
            false
        );
        Explain(options with { ForceDownload = true }, Asked, 2, true);
    }

    [Theory]
    [InlineData("HF_ENDPOINT", "ftp://hub.example", "The endpoint, from the variable HF_ENDPOINT, is not valid")]
    [InlineData("HF_HUB_ETAG_TIMEOUT", "soon", "HF_HUB_ETAG_TIMEOUT is 'soon'")]
    [InlineData("HF_TOKEN", "two words", "The access token from the variable HF_TOKEN is not valid")]
    public void An_invalid_variable_is_the_outcome(string variable, string value, string outcome)
    {
        _variables[variable] = value;

        Explain(Options, outcome, 0, false);
    }

    [Fact]
    public void A_local_path_is_loaded_from_there()
    {
        string file = Folder.Write("model/config.json", TinyConfig.Json);
        string model = Folder.Combine("model");

        ModelResolution explained = Explain(Options, "It is loaded from a path on this machine.", 0, true, model);

        explained.Model.Should().Be(model);
        explained.Path.Should().Be(file);
        explained.CommitHash.Should().BeNull();
        explained.Places.ToTexts().Should().Equal(ResultTexts.Place(file, "the file"));
    }

    [Theory]
    [InlineData("[]", ", line 1")]
    [InlineData("", "")]
    public void A_local_file_that_cannot_be_read_is_the_outcome(string text, string where)
    {
        string file = Folder.Write(FileName, text);

        ModelResolution explained = ModelResolution.Explain(file);

        explained.Outcome.Should().Contain($"{file}{where}");
        explained.IsLoadable.Should().BeFalse();
        explained.Path.Should().BeNull();
        explained.Places.ToTexts().Should().Equal(ResultTexts.Place(file, "the file"));
    }

    [Fact]
    public void A_missing_path_is_not_searched_in_the_cache() =>
        Explain(
            Options,
            "'./acme/nowhere' looks like a path, not like a repo id, and nothing is there.",
            0,
            false,
            "./acme/nowhere"
        )
            .Places.Should()
            .ContainSingle()
            .Which.Path.Should()
            .Be(Path.GetFullPath("acme/nowhere"));

    [Fact]
    public void An_invalid_option_is_the_outcome() =>
        Explain(Options with { Revision = ".." }, "'..' is not a revision", 0, false).Places.Should().BeEmpty();

    private static ModelResolution Explain(
        PretrainedLoadOptions options,
        string outcome,
        int requests,
        bool isLoadable,
        string model = Repo
    )
    {
        ModelResolution explained = ModelResolution.Explain(model, options);
        explained.Outcome.Should().StartWith(outcome);
        explained.Requests.Should().HaveCount(requests);
        explained.IsLoadable.Should().Be(isLoadable);
        (explained.Path is not null).Should().Be(isLoadable && requests == 0);
        return explained;
    }
}
