using Petals.Mixtral.Config.Tests.Support;

namespace Petals.Mixtral.Config.Tests.Loading;

/// <summary>What is done to the names of Python modules in a file that comes from a repo.</summary>
public sealed class RepoRulesTests
{
    [Theory]
    [InlineData(
        """{"auto_map": {"AutoConfig": "c.X", "AutoModel": ["m.Y", null, "other/repo--m.Z"]}}""",
        """{"AutoConfig": "acme/tiny--c.X", "AutoModel": ["acme/tiny--m.Y", null, "other/repo--m.Z"]}""",
        "auto_map"
    )]
    [InlineData(
        """{"custom_pipelines": {"t": {"impl": "p.T", "pt": ["A"]}, "u": {"impl": "a/b--p.U"}, "v": 1}}""",
        """{"t": {"impl": "acme/tiny--p.T", "pt": ["A"]}, "u": {"impl": "a/b--p.U"}, "v": 1}""",
        "custom_pipelines"
    )]
    [InlineData(
        """{"auto_map": {"AutoConfig": {"a": ["b"]}, "AutoModel": [["m.Y"], {"k": "m.Z"}, 1.50, "m\u002eW"]}}""",
        """{"AutoConfig": {"a": ["b"]}, "AutoModel": [["m.Y"], {"k": "m.Z"}, 1.5, "acme/tiny--m.W"]}""",
        "auto_map"
    )]
    [InlineData(
        """{"custom_pipelines": {"t": {"impl": ["p.T"], "type": "text"}, "u": "p.U", "v": {}}}""",
        """{"t": {"impl": ["p.T"], "type": "text"}, "u": "p.U", "v": {}}""",
        "custom_pipelines"
    )]
    [InlineData("""{"auto_map": 5}""", "5", "auto_map")]
    [InlineData("""{"custom_pipelines": ["p.T"]}""", """["p.T"]""", "custom_pipelines")]
    public void Python_modules_named_by_a_repo_are_marked_as_of_that_repo(string json, string expected, string key)
    {
        using var directory = new TempDirectory();
        HubCacheBuilder cache = new HubCacheBuilder(directory)
            .Ref("main", HubCacheBuilder.Commit)
            .File("config.json", json);
        string local = directory.Write("config.json", json);

        DistributedMixtralConfig
            .FromPretrained(HubCacheBuilder.Repo, options: cache.Options)
            .ExtraAttributes[key]
            .GetRawText()
            .Should()
            .Be(expected);
        DistributedMixtralConfig
            .FromPretrained(local)
            .ExtraAttributes[key]
            .GetRawText()
            .Should()
            .Be(DistributedMixtralConfig.FromJson(json).ExtraAttributes[key].GetRawText());
    }
}
