namespace Petals.Mixtral.Config.Tests.Loading;

/// <summary>Explaining mentions a file that is not the config of a Mixtral model, as loading does.</summary>
public sealed class ExplainedForeignFileTests : IDisposable
{
    private readonly TempDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Theory]
    [InlineData("{}", "an empty object")]
    [InlineData("""{"n_layers": 2, "vocab_size": 5}""", "params.json of Mistral's own format")]
    [InlineData("""{"text_config": {"hidden_size": 2}}""", "a config whose sizes are inside text_config")]
    public void Explain_names_what_a_foreign_local_file_looks_like(string json, string kind)
    {
        string file = _directory.Write("config.json", json);

        ModelResolution explained = ModelResolution.Explain(_directory.Path);

        explained.IsLoadable.Should().BeTrue();
        explained.Path.Should().Be(file);
        explained
            .Outcome.Should()
            .Be(
                "It is loaded from a path on this machine. It is not the config of a Mixtral model: it looks "
                    + $"like {kind}."
            );
    }

    [Fact]
    public void Explain_names_what_a_foreign_cached_file_looks_like()
    {
        HubCacheBuilder cache = new HubCacheBuilder(_directory)
            .Ref("main", HubCacheBuilder.Commit)
            .File("config.json", """{"weight_map": {}}""");

        ModelResolution
            .Explain(HubCacheBuilder.Repo, cache.Options)
            .Outcome.Should()
            .StartWith("It is loaded from the cache")
            .And.EndWith(" It is not the config of a Mixtral model: it looks like the index of a checkpoint.");
    }

    [Fact]
    public void Explain_does_not_mention_the_kind_of_a_file_that_is_a_Mixtral_config()
    {
        _directory.Write("config.json", TinyConfig.Json);

        ModelResolution.Explain(_directory.Path).Outcome.Should().Be("It is loaded from a path on this machine.");
    }
}
