using Petals.Mixtral.Config.Tests.Support;

namespace Petals.Mixtral.Config.Tests.Loading;

/// <summary>These set the working directory of the test process, and so run alone.</summary>
[Collection(nameof(ProcessEnvironment))]
public sealed class WorkingDirectoryTests
{
    [Fact]
    public void A_directory_of_the_name_of_a_home_directory_counts_first_as_in_Python()
    {
        string workingDirectory = Environment.CurrentDirectory;
        using var directory = new TempDirectory();
        directory.Write("home/config.json", """{"hidden_size": 8}""");
        directory.Write("~/config.json", """{"hidden_size": 16}""");
        var options = new PretrainedLoadOptions
        {
            Environment = ConfigEnvironment.Create(new Dictionary<string, string>(), directory.Combine("home")),
        };
        Environment.CurrentDirectory = directory.Path;

        try
        {
            DistributedMixtralConfig.FromPretrained("~", options: options).HiddenSize.Should().Be(16);
            Directory.Delete("~", recursive: true);
            DistributedMixtralConfig.FromPretrained("~", options: options).HiddenSize.Should().Be(8);
        }
        finally
        {
            Environment.CurrentDirectory = workingDirectory;
        }
    }

    [Fact]
    [Needs(SystemFeature.Permissions)]
    public void A_local_folder_that_may_not_be_searched_does_not_hide_a_repo()
    {
        string workingDirectory = Environment.CurrentDirectory;
        using var directory = new TempDirectory();
        using var locked = new LockedPaths();
        var cache = new HubCacheBuilder(directory);
        cache.Ref("main", HubCacheBuilder.Commit).File("config.json", TinyConfig.Json);
        Directory.CreateDirectory(directory.Combine("acme"));
        Environment.CurrentDirectory = directory.Path;

        try
        {
            locked.Lock("acme");
            DistributedMixtralConfig
                .FromPretrained(HubCacheBuilder.Repo, options: cache.Options)
                .HiddenSize.Should()
                .Be(64);
        }
        finally
        {
            locked.Dispose();
            Environment.CurrentDirectory = workingDirectory;
        }
    }

    [Fact]
    [Needs(SystemFeature.Unix)]
    public void A_working_directory_that_is_gone_makes_a_relative_path_no_worse_an_error()
    {
        string workingDirectory = Environment.CurrentDirectory;
        using (var directory = new TempDirectory())
        {
            Environment.CurrentDirectory = directory.Path;
        }

        try
        {
            FluentActions
                .Invoking(() => DistributedMixtralConfig.FromPretrained("./x"))
                .Should()
                .Throw<ConfigNotFoundException>();
        }
        finally
        {
            Environment.CurrentDirectory = workingDirectory;
        }
    }
}
