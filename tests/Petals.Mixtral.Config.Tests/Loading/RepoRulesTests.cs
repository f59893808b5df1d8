namespace Petals.Mixtral.Config.Tests.Loading;

/// <summary>The names of Python modules in the file of a repo get the repo id.</summary>
public sealed class RepoRulesTests : CacheTest
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
    public void Python_modules_in_the_file_of_a_repo_are_prefixed_with_its_id(string json, string expected, string key)
    {
        Cache.Ref().File(content: json);
        string local = Folder.Write(FileName, json);

        Text(Load()).Should().Be(expected);
        Text(Load(model: local)).Should().Be(Text(Read(json)));

        string Text(DistributedMixtralConfig config) => config.ExtraAttributes[key].GetRawText();
    }
}
