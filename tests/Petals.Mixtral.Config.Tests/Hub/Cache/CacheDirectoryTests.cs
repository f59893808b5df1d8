using Microsoft.Extensions.Logging;
using Petals.Mixtral.Config.Hub;
using Petals.Mixtral.Config.Tests.Support;

namespace Petals.Mixtral.Config.Tests.Hub.Cache;

/// <summary>The choice of the cache directory, as the message about a missing model names it.</summary>
public sealed class CacheDirectoryTests : CacheTest
{
    [Theory]
    [InlineData(
        "TRANSFORMERS_CACHE=/t HF_HUB_CACHE=/h HUGGINGFACE_HUB_CACHE=/g HF_HOME=/m XDG_CACHE_HOME=/x",
        "/t",
        "TRANSFORMERS_CACHE"
    )]
    [InlineData("HF_HUB_CACHE=/h HUGGINGFACE_HUB_CACHE=/g HF_HOME=/m XDG_CACHE_HOME=/x", "/h", "HF_HUB_CACHE")]
    [InlineData("HUGGINGFACE_HUB_CACHE=/g HF_HOME=/m XDG_CACHE_HOME=/x", "/g", "HUGGINGFACE_HUB_CACHE")]
    [InlineData("HF_HOME=/m XDG_CACHE_HOME=/x", "/m/hub", "HF_HOME")]
    [InlineData("XDG_CACHE_HOME=/x", "/x/huggingface/hub", "XDG_CACHE_HOME")]
    [InlineData("", "/home/me/.cache/huggingface/hub", null)]
    [InlineData("HF_HOME= HF_HUB_CACHE=\t", "/home/me/.cache/huggingface/hub", null)]
    [InlineData("HF_HOME=~", "/home/me/hub", "HF_HOME")]
    [InlineData("HF_HOME=~/hf", "/home/me/hf/hub", "HF_HOME")]
    [InlineData("HF_HOME=$BASE/hf BASE=/b", "/b/hf/hub", "HF_HOME")]
    [InlineData("HF_HOME=/a/${BASE}x/$ BASE=b", "/a/bx/$/hub", "HF_HOME")]
    [InlineData("HF_HOME=/a/$NOPE/${NOPE}/${", "/a/$NOPE/${NOPE}/${/hub", "HF_HOME")]
    [InlineData("HF_HOME=/a/$MY_DIR2/$MY_DIR2é MY_DIR2=b", "/a/b/bé/hub", "HF_HOME")]
    [InlineData("HF_HOME=/a/${BASE}hf BASE=b hf=c f=d", "/a/bhf/hub", "HF_HOME")]
    [InlineData("HF_HUB_CACHE=/a/../b/", "/b/", "HF_HUB_CACHE")]
    public void The_first_variable_that_is_set_decides(string variables, string directory, string? variable) =>
        Search(Environment(variables))
            .Should()
            .StartWith($"{Path.GetFullPath(directory)} (")
            .And.Contain(
                variable is null
                    ? "the home directory, because no variable is set"
                    : $"chosen by the variable {variable}"
            );

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

    [Theory]
    [InlineData("/o", "/o", "the option CacheDirectory")]
    [InlineData("", "/m/hub", "the variable HF_HOME")]
    [InlineData(" ", "/m/hub", "the variable HF_HOME")]
    public void The_option_precedes_the_variables_unless_it_is_blank(
        string option,
        string directory,
        string chosenBy
    ) =>
        Search(Environment("HF_HOME=/m"), option)
            .Should()
            .StartWith($"{Path.GetFullPath(directory)} (")
            .And.Contain($"chosen by {chosenBy}");

    [Fact]
    public void A_relative_directory_is_relative_to_the_working_directory() =>
        Search(Environment("HF_HUB_CACHE=some/where")).Should().StartWith(Path.GetFullPath("some/where"));

    [Fact]
    public void A_deprecated_variable_is_logged()
    {
        using var log = new RecordingLoggerFactory();

        Load(
            new() { Environment = Environment($"TRANSFORMERS_CACHE={Fixtures.Hub}"), LoggerFactory = log },
            "acme/tiny-mixtral"
        );

        log.Entries.Should()
            .Contain(
                (
                    LogLevel.Warning,
                    "The cache directory comes from TRANSFORMERS_CACHE, which is deprecated; set HF_HUB_CACHE or "
                        + "HF_HOME instead."
                )
            );
    }

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
    public void A_directory_that_is_not_a_path_is_an_error_that_names_the_variable() =>
        Fail(Environment("HF_HOME=/a\0b"))
            .Should()
            .StartWith("The cache directory '/a\\u0000b', from the variable HF_HOME, is not a path: ");

    [Theory]
    [InlineData("~")]
    [InlineData("~someone/hf")]
    public void An_unknown_home_directory_is_an_error(string value) =>
        Fail(new ConfigEnvironment(name => name == "HF_HOME" ? value : null, null))
            .Should()
            .Be(
                $"The cache directory '{value}', from the variable HF_HOME, is not a path: its home directory "
                    + "is not known. Write the path out."
            );

    [Fact]
    [Needs(SystemFeature.Unix)]
    public void A_backslash_after_a_tilde_is_no_separator_on_Unix() =>
        Fail(Environment("HF_HOME=~\\hf"))
            .Should()
            .StartWith(
                "The cache directory '~\\hf', from the variable HF_HOME, is not a path: its home directory is "
                    + "not known."
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
    public void Variables_that_expand_to_more_than_a_path_are_an_error(string reference)
    {
        string value = string.Concat(Enumerable.Repeat(reference, 20_000));
        var environment = ConfigEnvironment.Create(
            new Dictionary<string, string> { ["HF_HUB_CACHE"] = value, ["A"] = new string('a', 50_000) }
        );

        Fail<HubException>(() => new HubCache(environment))
            .Message.Should()
            .Contain("from the variable HF_HUB_CACHE, is not a path: with its variables it is longer than ");
    }

    private string Search(ConfigEnvironment environment, string? option = null) =>
        Fail<ConfigNotFoundException>(Isolated(environment, option)).PlacesSearched[1].ToString();

    private string Fail(ConfigEnvironment environment) => Fail<HubException>(Isolated(environment, null)).Message;

    private static PretrainedLoadOptions Isolated(ConfigEnvironment environment, string? option) =>
        new()
        {
            Environment = environment,
            CacheDirectory = option,
            LocalFilesOnly = true,
        };

    private static ConfigEnvironment Environment(string variables) =>
        ConfigEnvironment.Create(
            variables
                .Split(' ', StringSplitOptions.RemoveEmptyEntries)
                .Select(pair => pair.Split('=', 2))
                .ToDictionary(pair => pair[0], pair => pair[1]),
            "/home/me"
        );
}
