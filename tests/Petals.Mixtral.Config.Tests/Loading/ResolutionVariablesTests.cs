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

        ModelResolution
            .Explain(Repo, new() { Environment = ConfigEnvironment.Create(new Dictionary<string, string>()) })
            .Variables.Select(ResultTexts.ToText)
            .Should()
            .Equal(names.Select(name => ResultTexts.Variable(name, null, null)));
    }
}
