namespace Petals.Mixtral.Config.Tests.Hub.Cache;

/// <summary>The choice of the cache directory, as the message about a missing model names it.</summary>
public sealed class CacheDirectoryTests : CacheTest
{
    [Theory]
    [InlineData("HF_HOME=/a/%BASE%/x BASE=b", "/a/b/x/hub", "/a/%BASE%/x/hub")]
    [InlineData("HF_HOME=/a/%BASE%%%$$ BASE=b", "/a/b%$/hub", "/a/%BASE%%%$$/hub")]
    [InlineData("HF_HOME=/a/$BA-SE BA-SE=b BA=c", "/a/b/hub", "/a/c-SE/hub")]
    [InlineData("HF_HOME=/a/'%BASE%$BASE'$BASE BASE=b", "/a/'%BASE%$BASE'b/hub", "/a/'%BASE%b'b/hub")]
    [InlineData("HF_HOME=/a/%NOPE%/%BASE BASE=b", "/a/%NOPE%/%BASE/hub", "/a/%NOPE%/%BASE/hub")]
    [InlineData("HF_HOME=/a/%BASE$BASE BASE=b", "/a/%BASE$BASE/hub", "/a/%BASEb/hub")]
    [InlineData(@"HF_HUB_CACHE=\\server\share\a", @"\\server\share\a", @"\\server\share\a")]
    [InlineData("HF_HUB_CACHE=//server/share/a", @"\\server\share\a", "/server/share/a")]
    [InlineData("HF_HUB_CACHE=C:a", "C:a", "C:a")]
    [InlineData(@"HF_HUB_CACHE=\a/b\c", "/a/b/c", @"\a/b\c")]
    public void Variables_and_paths_have_the_form_of_the_system_as_in_Python(
        string variables,
        string onWindows,
        string onUnix
    ) =>
        Search(Environment(variables))
            .Should()
            .StartWith($"{Path.GetFullPath(OperatingSystem.IsWindows() ? onWindows : onUnix)} (");

    [Fact]
    public void Without_a_home_directory_and_variables_the_message_names_what_to_set() =>
        Fail(new ConfigEnvironment(_ => null, null))
            .Should()
            .EndWith("Set HF_HOME, HF_HUB_CACHE, or the option CacheDirectory.");

    [Fact]
    public void A_local_path_needs_no_home_directory()
    {
        Folder.Write(FileName, TinyConfig.Json);

        ShouldLoad(new() { Environment = new ConfigEnvironment(_ => null, null) }, Folder.Path);
    }

    [Fact]
    public void An_unknown_home_directory_is_an_error() =>
        Fail(new ConfigEnvironment(name => name == "HF_HOME" ? "~" : null, null))
            .Should()
            .Be(
                "The cache directory '~', from the variable HF_HOME, is not a path: its home directory "
                    + "is unknown. Give the full path."
            );

    [Fact]
    public void The_default_cache_is_that_of_the_process() =>
        HubCache
            .Default.Directory.Should()
            .Be(Path.Combine(ConfigEnvironment.Process.HomeDirectory!, ".cache", "huggingface", "hub"));

    [Theory]
    [InlineData("$HF_HUB_CACHE")]
    [InlineData("$A")]
    [InlineData("${A}/")]
    public void Variables_that_expand_to_a_text_longer_than_any_path_are_an_error(string reference)
    {
        string value = string.Concat(Enumerable.Repeat(reference, 20_000));
        var environment = ConfigEnvironment.Create(
            new Dictionary<string, string> { ["HF_HUB_CACHE"] = value, ["A"] = new string('a', 50_000) }
        );

        Fail<HubException>(() => new HubCache(environment))
            .Message.Should()
            .Contain("from the variable HF_HUB_CACHE, is not a path: with its variables it is longer than ");
    }

    private string Search(ConfigEnvironment environment) =>
        Fail<ConfigNotFoundException>(Isolated(environment)).PlacesSearched[1].ToString();

    private string Fail(ConfigEnvironment environment) => Fail<HubException>(Isolated(environment)).Message;

    private static PretrainedLoadOptions Isolated(ConfigEnvironment environment) =>
        new() { Environment = environment, LocalFilesOnly = true };

    private static ConfigEnvironment Environment(string variables) =>
        ConfigEnvironment.Create(
            variables
                .Split(' ', StringSplitOptions.RemoveEmptyEntries)
                .Select(pair => pair.Split('=', 2))
                .ToDictionary(pair => pair[0], pair => pair[1]),
            "/home/me"
        );
}
