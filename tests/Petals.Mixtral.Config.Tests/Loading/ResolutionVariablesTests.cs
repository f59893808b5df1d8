using Petals.Mixtral.Config.Tests.Support;

namespace Petals.Mixtral.Config.Tests.Loading;

/// <summary>What an explanation says of the environment variables: each that counts, and what it decided.</summary>
public sealed class ResolutionVariablesTests : IDisposable
{
    private readonly TempDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public void All_variables_that_count_are_listed_in_their_order_though_none_is_set()
    {
        string[] names =
        [
            "TRANSFORMERS_CACHE",
            "HF_HUB_CACHE",
            "HUGGINGFACE_HUB_CACHE",
            "HF_HOME",
            "XDG_CACHE_HOME",
            "HF_HUB_OFFLINE",
            "TRANSFORMERS_OFFLINE",
            "HF_ENDPOINT",
            "HF_TOKEN",
            "HUGGING_FACE_HUB_TOKEN",
            "HF_TOKEN_PATH",
            "HF_HUB_DISABLE_IMPLICIT_TOKEN",
            "HF_HUB_ETAG_TIMEOUT",
            "HF_HUB_DOWNLOAD_TIMEOUT",
            "HF_HUB_DISABLE_SYMLINKS",
            "PETALS_MAX_RETRIES",
        ];

        Explain("").Should().Equal(names.Select(name => ResultTexts.Variable(name, null, null)));
    }

    [Theory]
    [InlineData("TRANSFORMERS_CACHE", "/t", "the cache directory")]
    [InlineData("HF_HUB_CACHE", "/h", "the cache directory")]
    [InlineData("HUGGINGFACE_HUB_CACHE", "/g", "the cache directory")]
    [InlineData("HF_HOME", "/m", "the cache directory")]
    [InlineData("XDG_CACHE_HOME", "/x", "the cache directory")]
    [InlineData("HF_HUB_OFFLINE", "1", "that the Hub is not asked")]
    [InlineData("TRANSFORMERS_OFFLINE", "yes", "that the Hub is not asked")]
    [InlineData("HF_HUB_DISABLE_IMPLICIT_TOKEN", "1", "that only the option gives a token")]
    [InlineData("HF_HUB_ETAG_TIMEOUT", "3", "how long to wait for an answer")]
    [InlineData("HF_HUB_DOWNLOAD_TIMEOUT", "4", "how long to wait for content")]
    [InlineData("HF_HUB_DISABLE_SYMLINKS", "true", "that the cache holds files, not links")]
    [InlineData("PETALS_MAX_RETRIES", "5", "the default of max_retries")]
    public void A_variable_is_shown_with_its_value_and_what_it_decides(string name, string value, string decides) =>
        Set($"{name}={value}").Should().Equal(ResultTexts.Variable(name, value, decides));

    [Theory]
    [InlineData("HF_ENDPOINT", "https://hub.example", "the endpoint")]
    [InlineData("HF_TOKEN", "hf_secret", "the token")]
    [InlineData("HUGGING_FACE_HUB_TOKEN", "hf_secret", "the token")]
    [InlineData("HF_TOKEN_PATH", "hf_secret", null)]
    public void What_may_hold_a_secret_is_not_shown(string name, string value, string? decides) =>
        Set($"{name}={value}").Should().Equal(ResultTexts.Variable(name, "(set, not shown)", decides));

    [Theory]
    [InlineData("HF_HUB_OFFLINE")]
    [InlineData("TRANSFORMERS_OFFLINE")]
    [InlineData("HF_HUB_DISABLE_IMPLICIT_TOKEN")]
    [InlineData("HF_HUB_DISABLE_SYMLINKS")]
    public void A_switch_that_is_off_decides_nothing(string name) =>
        Set($"{name}=0").Should().Equal(ResultTexts.Variable(name, "0", null));

    [Fact]
    public void A_variable_that_comes_after_another_or_after_an_option_decides_nothing()
    {
        Variables(
                "HF_HUB_CACHE=/h HF_HOME=/m HF_HUB_OFFLINE=1 TRANSFORMERS_OFFLINE=1 HF_TOKEN=a HUGGING_FACE_HUB_TOKEN=b",
                options: null
            )
            .Where(variable => variable.Decides is not null)
            .Select(variable => variable.Name)
            .Should()
            .Equal("HF_HUB_CACHE", "HF_HUB_OFFLINE", "HF_TOKEN");

        Variables(
                "HF_HUB_CACHE=/h HF_HUB_OFFLINE=1 HF_ENDPOINT=https://hub.example HF_TOKEN=a HF_TOKEN_PATH=/t",
                new PretrainedLoadOptions
                {
                    CacheDirectory = _directory.Path,
                    LocalFilesOnly = true,
                    Endpoint = new Uri("https://other.example"),
                    Token = "given",
                }
            )
            .Should()
            .OnlyContain(variable => variable.Decides == null);
    }

    [Fact]
    public void The_file_of_a_token_is_shown_by_its_path_and_decides_where_it_is_there()
    {
        string file = _directory.Combine("token");

        Set($"HF_TOKEN_PATH={file}").Should().Equal(ResultTexts.Variable("HF_TOKEN_PATH", file, null));
        File.WriteAllText(file, "hf_secret");
        Set($"HF_TOKEN_PATH={file}").Should().Equal(ResultTexts.Variable("HF_TOKEN_PATH", file, "the token"));
    }

    [Fact]
    public void The_file_of_a_token_that_lies_in_the_home_of_Hugging_Face_is_found_by_way_of_that()
    {
        _directory.Write("token", "hf_secret");

        Set($"HF_HOME={_directory.Path}")
            .Should()
            .Equal(ResultTexts.Variable("HF_HOME", _directory.Path, "the cache directory, the token"));
        Set($"HF_HUB_CACHE=/h HF_HOME={_directory.Path}")
            .Should()
            .Equal(
                ResultTexts.Variable("HF_HUB_CACHE", "/h", "the cache directory"),
                ResultTexts.Variable("HF_HOME", _directory.Path, "the token")
            );
    }

    [Fact]
    public void What_comes_to_an_error_decides_nothing() =>
        Set("HF_HOME=~someone HF_ENDPOINT=ftp://hub.example HF_TOKEN=two\twords")
            .Should()
            .Equal(
                ResultTexts.Variable("HF_HOME", "~someone", null),
                ResultTexts.Variable("HF_ENDPOINT", "(set, not shown)", null),
                ResultTexts.Variable("HF_TOKEN", "(set, not shown)", null)
            );

    private IEnumerable<string> Set(string variables) =>
        Variables(variables, options: null).Where(variable => variable.Value is not null).Select(ResultTexts.ToText);

    private IReadOnlyList<string> Explain(string variables) =>
        [.. Variables(variables, options: null).Select(ResultTexts.ToText)];

    private IReadOnlyList<ResolutionVariable> Variables(string variables, PretrainedLoadOptions? options) =>
        ModelResolution
            .Explain(
                HubCacheBuilder.Repo,
                (options ?? new PretrainedLoadOptions()) with
                {
                    Environment = ConfigEnvironment.Create(
                        variables
                            .Split(' ', StringSplitOptions.RemoveEmptyEntries)
                            .Select(pair => pair.Split('=', 2))
                            .ToDictionary(pair => pair[0], pair => pair[1]),
                        _directory.Combine("home")
                    ),
                }
            )
            .Variables;
}
