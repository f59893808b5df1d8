namespace Petals.Mixtral.Config.Tests.Loading;

/// <summary>An explanation lists the environment variables and what each decides.</summary>
public sealed class ResolutionVariablesTests : CacheTest
{
    [Fact]
    public void All_variables_are_listed_in_their_order_even_if_none_is_set()
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
            "HTTPS_PROXY",
            "HTTP_PROXY",
            "ALL_PROXY",
            "NO_PROXY",
        ];

        Variables("")
            .Select(ResultTexts.ToText)
            .Should()
            .Equal(names.Select(name => ResultTexts.Variable(name, null, null)));
    }

    [Theory]
    [InlineData("TRANSFORMERS_CACHE", "/t", "the cache directory")]
    [InlineData("HF_HUB_CACHE", "/h", "the cache directory")]
    [InlineData("HUGGINGFACE_HUB_CACHE", "/g", "the cache directory")]
    [InlineData("HF_HOME", "/m", "the cache directory")]
    [InlineData("XDG_CACHE_HOME", "/x", "the cache directory")]
    [InlineData("HF_HUB_OFFLINE", "1", "offline mode")]
    [InlineData("TRANSFORMERS_OFFLINE", "yes", "offline mode")]
    [InlineData("HF_HUB_DISABLE_IMPLICIT_TOKEN", "1", "that only the option sets a token")]
    [InlineData("HF_HUB_ETAG_TIMEOUT", "3", "the time limit of a response")]
    [InlineData("HF_HUB_DOWNLOAD_TIMEOUT", "4", "the time limit of content")]
    [InlineData("HF_HUB_DISABLE_SYMLINKS", "true", "that the cache contains files instead of links")]
    [InlineData("PETALS_MAX_RETRIES", "5", "the default of max_retries")]
    [InlineData("HTTPS_PROXY", "http://proxy:8080", "the proxy")]
    [InlineData("https_proxy", "proxy:8080", "the proxy")]
    [InlineData("ALL_PROXY", "socks5://proxy:8080", "the proxy")]
    [InlineData("HTTP_PROXY", "http://proxy:8080", null)]
    [InlineData("HTTPS_PROXY", "ftp://proxy:8080", "nothing, because the scheme ftp cannot be used")]
    [InlineData("NO_PROXY", "a.example,huggingface.co", "that requests to huggingface.co use no proxy")]
    [InlineData("no_proxy", ".co", "that requests to huggingface.co use no proxy")]
    [InlineData("NO_PROXY", "a.example", null)]
    [InlineData("HF_HUB_OFFLINE", "'1'", "nothing, because it is neither on nor off: set it to 1 or 0")]
    [InlineData("HF_HUB_DISABLE_SYMLINKS", "ja", "nothing, because it is neither on nor off: set it to 1 or 0")]
    [InlineData("HF_HUB_OFFLINE", "false", null)]
    [InlineData("TRANSFORMERS_OFFLINE", "0", null)]
    [InlineData("HF_HUB_DISABLE_IMPLICIT_TOKEN", "0", null)]
    [InlineData("HF_HUB_DISABLE_SYMLINKS", "0", null)]
    public void A_variable_is_shown_with_its_value_and_what_it_decides(string name, string value, string? decides) =>
        Set($"{name}={value}").Should().Equal(ResultTexts.Variable(name, value, decides));

    [Theory]
    [InlineData("http://user:secret@proxy:8080", "http://proxy:8080")]
    [InlineData("user:secret@proxy:8080", "proxy:8080")]
    public void The_password_of_a_proxy_is_not_shown(string value, string shown) =>
        Set($"HTTPS_PROXY={value}").Should().Equal(ResultTexts.Variable("HTTPS_PROXY", shown, "the proxy"));

    [Fact]
    public void A_proxy_for_an_excepted_host_decides_nothing() =>
        Set("HTTPS_PROXY=http://proxy:8080 NO_PROXY=huggingface.co")
            .Should()
            .Contain(ResultTexts.Variable("HTTPS_PROXY", "http://proxy:8080", null));

    [Theory]
    [InlineData("HF_ENDPOINT", "https://hub.example", "the endpoint")]
    [InlineData("HF_TOKEN", "hf_secret", "the token")]
    [InlineData("HF_TOKEN", "'hf_secret'", "the token, which has quotes around it")]
    [InlineData("HUGGING_FACE_HUB_TOKEN", "hf_secret", "the token")]
    [InlineData("HF_TOKEN_PATH", "hf_secret", null)]
    public void A_value_that_may_contain_a_secret_is_not_shown(string name, string value, string? decides) =>
        Set($"{name}={value}").Should().Equal(ResultTexts.Variable(name, "(set, not shown)", decides));

    [Fact]
    public void A_variable_decides_nothing_if_another_or_an_option_precedes_it()
    {
        Variables(
                "HF_HUB_CACHE=/h HF_HOME=/m HF_HUB_OFFLINE=1 TRANSFORMERS_OFFLINE=1 HF_TOKEN=a HUGGING_FACE_HUB_TOKEN=b"
            )
            .Where(variable => variable.Decides is not null)
            .Select(variable => variable.Name)
            .Should()
            .Equal("HF_HUB_CACHE", "HF_HUB_OFFLINE", "HF_TOKEN");

        Variables(
                "HF_HUB_CACHE=/h HF_HUB_OFFLINE=1 HF_ENDPOINT=https://hub.example HF_TOKEN=a HF_TOKEN_PATH=/t",
                new PretrainedLoadOptions
                {
                    CacheDirectory = Folder.Path,
                    LocalFilesOnly = true,
                    Endpoint = new Uri("https://other.example"),
                    Token = "given",
                }
            )
            .Should()
            .OnlyContain(variable => variable.Decides == null);
    }

    [Fact]
    public void HF_TOKEN_PATH_decides_the_token_if_the_file_exists()
    {
        string file = Folder.Combine("token");

        Set($"HF_TOKEN_PATH={file}").Should().Equal(ResultTexts.Variable("HF_TOKEN_PATH", file, null));
        File.WriteAllText(file, "hf_secret");
        Set($"HF_TOKEN_PATH={file}").Should().Equal(ResultTexts.Variable("HF_TOKEN_PATH", file, "the token"));
    }

    [Fact]
    public void HF_HOME_decides_the_token_if_it_contains_the_file()
    {
        Folder.Write("token", "hf_secret");

        Set($"HF_HOME={Folder.Path}")
            .Should()
            .Equal(ResultTexts.Variable("HF_HOME", Folder.Path, "the cache directory, the token"));
        Set($"HF_HUB_CACHE=/h HF_HOME={Folder.Path}")
            .Should()
            .Equal(
                ResultTexts.Variable("HF_HUB_CACHE", "/h", "the cache directory"),
                ResultTexts.Variable("HF_HOME", Folder.Path, "the token")
            );
    }

    [Fact]
    public void An_invalid_variable_decides_nothing() =>
        Set("HF_HOME=~someone HF_ENDPOINT=ftp://hub.example HF_TOKEN=two\twords")
            .Should()
            .Equal(
                ResultTexts.Variable("HF_HOME", "~someone", null),
                ResultTexts.Variable("HF_ENDPOINT", "(set, not shown)", null),
                ResultTexts.Variable("HF_TOKEN", "(set, not shown)", null)
            );

    private IEnumerable<string> Set(string variables) =>
        Variables(variables).Where(variable => variable.Value is not null).Select(ResultTexts.ToText);

    private IReadOnlyList<ResolutionVariable> Variables(string variables, PretrainedLoadOptions? options = null) =>
        ModelResolution
            .Explain(
                Repo,
                (options ?? new PretrainedLoadOptions()) with
                {
                    Environment = ConfigEnvironment.Create(
                        variables
                            .Split(' ', StringSplitOptions.RemoveEmptyEntries)
                            .Select(pair => pair.Split('=', 2))
                            .ToDictionary(pair => pair[0], pair => pair[1]),
                        Folder.Combine("home")
                    ),
                }
            )
            .Variables;
}
