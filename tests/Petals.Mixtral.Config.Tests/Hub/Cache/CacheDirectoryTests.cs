using Microsoft.Extensions.Logging;
using Petals.Mixtral.Config.Hub;
using Petals.Mixtral.Config.Tests.Support;

namespace Petals.Mixtral.Config.Tests.Hub.Cache;

/// <summary>Which directory the cache is, seen through what an error names.</summary>
public sealed class CacheDirectoryTests
{
    [Theory]
    [InlineData(
        "TRANSFORMERS_CACHE=/t HF_HUB_CACHE=/h HUGGINGFACE_HUB_CACHE=/g HF_HOME=/m XDG_CACHE_HOME=/x",
        "/t",
        "the variable TRANSFORMERS_CACHE"
    )]
    [InlineData(
        "HF_HUB_CACHE=/h HUGGINGFACE_HUB_CACHE=/g HF_HOME=/m XDG_CACHE_HOME=/x",
        "/h",
        "the variable HF_HUB_CACHE"
    )]
    [InlineData("HUGGINGFACE_HUB_CACHE=/g HF_HOME=/m XDG_CACHE_HOME=/x", "/g", "the variable HUGGINGFACE_HUB_CACHE")]
    [InlineData("HF_HOME=/m XDG_CACHE_HOME=/x", "/m/hub", "the variable HF_HOME")]
    [InlineData("XDG_CACHE_HOME=/x", "/x/huggingface/hub", "the variable XDG_CACHE_HOME")]
    [InlineData("", "/home/me/.cache/huggingface/hub", "the home directory, since no variable is set")]
    [InlineData(
        "HF_HOME= HF_HUB_CACHE=\t",
        "/home/me/.cache/huggingface/hub",
        "the home directory, since no variable is set"
    )]
    [InlineData("HF_HOME=~", "/home/me/hub", "the variable HF_HOME")]
    [InlineData("HF_HOME=~/hf", "/home/me/hf/hub", "the variable HF_HOME")]
    [InlineData("HF_HOME=$BASE/hf BASE=/b", "/b/hf/hub", "the variable HF_HOME")]
    [InlineData("HF_HOME=/a/${BASE}x/$ BASE=b", "/a/bx/$/hub", "the variable HF_HOME")]
    [InlineData("HF_HOME=/a/$NOPE/${NOPE}/${", "/a/$NOPE/${NOPE}/${/hub", "the variable HF_HOME")]
    [InlineData("HF_HOME=/a/$MY_DIR2/$MY_DIR2é MY_DIR2=b", "/a/b/bé/hub", "the variable HF_HOME")]
    [InlineData("HF_HOME=/a/${BASE}hf BASE=b hf=c f=d", "/a/bhf/hub", "the variable HF_HOME")]
    [InlineData("HF_HUB_CACHE=/a/../b/", "/b/", "the variable HF_HUB_CACHE")]
    public void The_first_variable_that_is_set_decides(string variables, string directory, string chosenBy) =>
        Search(Environment(variables))
            .Should()
            .StartWith($"{Path.GetFullPath(directory)} (")
            .And.Contain($"chosen by {chosenBy}");

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
    public void The_option_decides_before_any_variable() =>
        Search(Environment("HF_HOME=/m"), "/o")
            .Should()
            .StartWith($"{Path.GetFullPath("/o")} (")
            .And.Contain("chosen by the option CacheDirectory");

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    public void An_option_that_is_blank_decides_nothing(string option) =>
        Search(Environment("HF_HOME=/m"), option).Should().StartWith($"{Path.GetFullPath("/m/hub")} (");

    [Fact]
    public void A_relative_directory_is_relative_to_the_working_directory() =>
        Search(Environment("HF_HUB_CACHE=some/where")).Should().StartWith(Path.GetFullPath("some/where"));

    [Fact]
    public void A_deprecated_variable_is_logged()
    {
        using var log = new RecordingLoggerFactory();
        var options = new PretrainedLoadOptions
        {
            Environment = Environment($"TRANSFORMERS_CACHE={Fixtures.Hub}"),
            LoggerFactory = log,
        };

        DistributedMixtralConfig.FromPretrained("acme/tiny-mixtral", "p", options);

        log.Entries.Should()
            .ContainSingle()
            .Which.Should()
            .Be(
                (
                    LogLevel.Warning,
                    "The cache directory comes from TRANSFORMERS_CACHE, which is deprecated; set HF_HUB_CACHE or "
                        + "HF_HOME instead."
                )
            );
    }

    [Fact]
    public void Without_a_home_directory_and_variables_the_error_says_what_to_set() =>
        FluentActions
            .Invoking(() => Load(new ConfigEnvironment(_ => null, null), null))
            .Should()
            .Throw<HubException>()
            .WithMessage("*Set HF_HOME, HF_HUB_CACHE, or the option CacheDirectory.");

    [Fact]
    public void A_local_path_needs_no_home_directory()
    {
        using var directory = new TempDirectory();
        directory.Write("config.json", TinyConfig.Json);

        DistributedMixtralConfig
            .FromPretrained(
                directory.Path,
                options: new PretrainedLoadOptions { Environment = new ConfigEnvironment(_ => null, null) }
            )
            .HiddenSize.Should()
            .Be(64);
    }

    [Fact]
    public void A_directory_that_cannot_be_a_path_is_an_error_that_names_the_variable() =>
        FluentActions
            .Invoking(() => Load(Environment("HF_HOME=/a\0b"), null))
            .Should()
            .Throw<HubException>()
            .WithMessage("The cache directory '/a\\u0000b', from the variable HF_HOME, is not a path: *");

    [Theory]
    [InlineData("~")]
    [InlineData("~someone/hf")]
    public void A_home_directory_that_is_not_known_is_an_error(string value) =>
        FluentActions
            .Invoking(() => Load(new ConfigEnvironment(name => name == "HF_HOME" ? value : null, null), null))
            .Should()
            .Throw<HubException>()
            .WithMessage(
                $"The cache directory '{value}', from the variable HF_HOME, is not a path: its home directory is "
                    + "not known. Write the path out."
            );

    [Fact]
    public void A_backslash_after_the_sign_of_a_home_directory_counts_on_Windows_only()
    {
        Action load = () => Load(Environment("HF_HOME=~\\hf"), null);

        _ = OperatingSystem.IsWindows()
            ? (object)load.Should().Throw<ConfigNotFoundException>()
            : load.Should()
                .Throw<HubException>()
                .WithMessage(
                    "The cache directory '~\\hf', from the variable HF_HOME, is not a path: its home directory "
                        + "is not known.*"
                );
    }

    [Fact]
    public void The_default_cache_is_that_of_the_process() =>
        HubCache
            .Default.Directory.Should()
            .Be(Path.Combine(ConfigEnvironment.Process.HomeDirectory!, ".cache", "huggingface", "hub"));

    private static string Search(ConfigEnvironment environment, string? option = null) =>
        FluentActions
            .Invoking(() => Load(environment, option))
            .Should()
            .Throw<ConfigNotFoundException>()
            .Which.PlacesSearched[1]
            .ToString();

    private static DistributedMixtralConfig Load(ConfigEnvironment environment, string? option) =>
        DistributedMixtralConfig.FromPretrained(
            "acme/not-cached",
            options: new()
            {
                Environment = environment,
                CacheDirectory = option,
                LocalFilesOnly = true,
            }
        );

    private static ConfigEnvironment Environment(string variables) =>
        ConfigEnvironment.Create(
            variables
                .Split(' ', StringSplitOptions.RemoveEmptyEntries)
                .Select(pair => pair.Split('=', 2))
                .ToDictionary(pair => pair[0], pair => pair[1]),
            "/home/me"
        );

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

        FluentActions
            .Invoking(() => new HubCache(environment))
            .Should()
            .ThrowExactly<HubException>()
            .WithMessage("*from the variable HF_HUB_CACHE, is not a path: with its variables it is longer than *");
    }
}
