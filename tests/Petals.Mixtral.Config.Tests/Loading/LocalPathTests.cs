using System.IO.Pipes;
using Petals.Mixtral.Config.Tests.Support;

namespace Petals.Mixtral.Config.Tests.Loading;

public sealed class LocalPathTests
{
    [Theory]
    [InlineData("/no/such/model")]
    [InlineData("/no-such-model")]
    [InlineData("./model")]
    [InlineData("../no-such-model-here")]
    [InlineData("~/no-such-model")]
    [InlineData("~user/model")]
    [InlineData("no\\model")]
    [InlineData("C:model")]
    [InlineData("C:/model")]
    [InlineData("model.json")]
    [InlineData("org/model.JSON")]
    [InlineData("a/b/c")]
    [InlineData("//host/share")]
    [InlineData("https://hub.example/a")]
    public void What_looks_like_a_path_is_never_tried_as_a_repo_id(string argument)
    {
        ConfigNotFoundException exception = FluentActions
            .Invoking(() => DistributedMixtralConfig.FromPretrained(argument))
            .Should()
            .Throw<ConfigNotFoundException>()
            .Which;

        exception
            .Message.Should()
            .StartWith($"'{argument}' looks like a path, not like a repo id, and nothing is there. Looked at /")
            .And.Contain($"the working directory is {Directory.GetCurrentDirectory()}");
        exception.Model.Should().Be(argument);
        exception.Revision.Should().BeNull();
        exception.Remedy.Should().NotBeEmpty();
        Path.IsPathFullyQualified(exception.PlacesSearched.Single().Path).Should().BeTrue();
    }

    [Theory]
    [InlineData(
        "a",
        "'a' (revision main) is not an existing path, and config.json of it is not in the Hugging Face cache.*"
    )]
    [InlineData("a.json5", "'a.json5' (revision main) is not an existing path*")]
    [InlineData("ab:c", "There is no file or directory 'ab:c', and it cannot be a model on the Hub: *")]
    [InlineData("1:c", "There is no file or directory '1:c', and it cannot be a model on the Hub: *")]
    public void What_does_not_is_taken_for_a_repo_id(string argument, string message)
    {
        using var directory = new TempDirectory();

        FluentActions
            .Invoking(() =>
                DistributedMixtralConfig.FromPretrained(
                    argument,
                    options: new() { CacheDirectory = directory.Path, LocalFilesOnly = true }
                )
            )
            .Should()
            .Throw<ConfigNotFoundException>()
            .WithMessage(message);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("  ")]
    public void A_missing_or_blank_argument_is_an_error_of_the_caller(string? argument) =>
        FluentActions
            .Invoking(() => DistributedMixtralConfig.FromPretrained(argument!))
            .Should()
            .Throw<ArgumentException>();

    [Fact]
    public void A_directory_without_the_file_is_an_error_that_names_the_full_path()
    {
        using var directory = new TempDirectory();

        FluentActions
            .Invoking(() => DistributedMixtralConfig.FromPretrained(directory.Path))
            .Should()
            .Throw<ConfigNotFoundException>()
            .WithMessage(
                $"The directory '{directory.Path}' holds no file config.json. Looked at "
                    + $"{directory.Combine("config.json")} (no such file). *ConfigFileName and Subfolder*"
            );
    }

    [Fact]
    public void A_home_directory_is_the_one_of_the_environment()
    {
        using var directory = new TempDirectory();
        directory.Write("models/tiny/config.json", TinyConfig.Json);
        var options = new PretrainedLoadOptions
        {
            Environment = ConfigEnvironment.Create(new Dictionary<string, string>(), directory.Path),
        };

        DistributedMixtralConfig
            .FromPretrained("~/models/tiny", options: options)
            .LoadedFrom.Should()
            .Be(directory.Combine("models", "tiny", "config.json"));
    }

    [Fact]
    public void A_subfolder_and_another_file_name_count_for_a_directory_too()
    {
        using var directory = new TempDirectory();
        directory.Write("a/b/my.json", """{"hidden_size": 8}""");

        DistributedMixtralConfig
            .FromPretrained(
                directory.Path,
                options: new PretrainedLoadOptions { Subfolder = "a/b/", ConfigFileName = "my.json" }
            )
            .HiddenSize.Should()
            .Be(8);
    }

    [Fact]
    public void A_file_that_is_too_large_is_not_read()
    {
        using var directory = new TempDirectory();
        string file = directory.Combine("config.json");
        using (FileStream stream = File.Create(file))
        {
            stream.SetLength((16 * 1024 * 1024) + 1);
        }

        FluentActions
            .Invoking(() => DistributedMixtralConfig.FromPretrained(file))
            .Should()
            .Throw<ConfigFormatException>()
            .WithMessage(
                $"The config file '{file}' could not be read: '{file}' has 16777217 bytes; at most 16777216 are read."
            );
    }

    [Theory]
    [Needs(SystemFeature.Links)]
    [InlineData("/dev/zero")]
    [InlineData("/dev/null")]
    public void A_device_is_not_read(string device)
    {
        using var directory = new TempDirectory();
        SymbolicLinks.ToFile(directory.Combine("config.json"), device);

        FluentActions
            .Invoking(() => DistributedMixtralConfig.FromPretrained(device))
            .Should()
            .Throw<ConfigFormatException>();
        FluentActions
            .Invoking(() => DistributedMixtralConfig.FromPretrained(directory.Path))
            .Should()
            .Throw<ConfigFormatException>()
            .WithMessage("*is empty, or is not a regular file.");
    }

    [Fact]
    [Needs(SystemFeature.Links)]
    public void A_linked_directory_is_followed_before_the_links_in_it()
    {
        using var directory = new TempDirectory();
        HubCacheBuilder cache = new HubCacheBuilder(directory).Link("config.json", "d3adb33f", TinyConfig.Json);
        SymbolicLinks.ToDirectory(
            directory.Combine("model"),
            Path.Combine(cache.RepoFolder, "snapshots", HubCacheBuilder.Commit)
        );

        DistributedMixtralConfig.FromPretrained(directory.Combine("model")).HiddenSize.Should().Be(64);
    }

    [Fact]
    [Needs(SystemFeature.Links)]
    public void The_size_that_counts_is_that_of_the_file_at_the_end_of_all_links()
    {
        using var directory = new TempDirectory();
        directory.Write("small", "{}");
        directory.Write("a/b/deep/keep", "");
        SymbolicLinks.ToFile(directory.Combine("a", "b", "deep", "config.json"), "../small");
        SymbolicLinks.ToDirectory(directory.Combine("model"), "a/b/deep");
        using (FileStream stream = File.Create(directory.Combine("a", "b", "small")))
        {
            stream.SetLength((16 * 1024 * 1024) + 1);
        }

        FluentActions
            .Invoking(() => DistributedMixtralConfig.FromPretrained(directory.Combine("model")))
            .Should()
            .Throw<ConfigFormatException>()
            .WithMessage("*has 16777217 bytes; at most 16777216 are read.")
            .Which.Message.Should()
            .NotContain("//");
    }

    [Fact]
    public void A_directory_in_place_of_the_file_is_said_to_be_one()
    {
        using var directory = new TempDirectory();
        Directory.CreateDirectory(directory.Combine("config.json"));

        FluentActions
            .Invoking(() => DistributedMixtralConfig.FromPretrained(directory.Path))
            .Should()
            .Throw<ConfigNotFoundException>()
            .Which.PlacesSearched.ToTexts()
            .Should()
            .Equal(ResultTexts.Place(directory.Combine("config.json"), "a directory"));
    }

    [Fact]
    [Needs(SystemFeature.Links)]
    public void A_link_that_leads_nowhere_is_a_file_that_is_not_there()
    {
        using var directory = new TempDirectory();
        SymbolicLinks.ToFile(directory.Combine("config.json"), "nothing");

        FluentActions
            .Invoking(() => DistributedMixtralConfig.FromPretrained(directory.Path))
            .Should()
            .Throw<ConfigNotFoundException>();
        FluentActions
            .Invoking(() => DistributedMixtralConfig.FromPretrained(directory.Combine("config.json")))
            .Should()
            .Throw<ConfigNotFoundException>()
            .WithMessage("*config.json (a link to nothing, where there is no file; *");
    }

    [Theory]
    [InlineData("../outside.json", null)]
    [InlineData("outside.json", "..")]
    public void The_options_lead_to_nothing_outside_of_the_directory(string fileName, string? subfolder)
    {
        using var directory = new TempDirectory();
        directory.Write("outside.json", TinyConfig.Json);
        string model = Path.GetDirectoryName(directory.Write("model/config.json", TinyConfig.Json))!;
        var options = new PretrainedLoadOptions { ConfigFileName = fileName, Subfolder = subfolder };

        FluentActions
            .Invoking(() => DistributedMixtralConfig.FromPretrained(model, options: options))
            .Should()
            .Throw<HubValidationException>();
        DistributedMixtralConfig
            .FromPretrained(Path.Join(model, "config.json"), options: options)
            .HiddenSize.Should()
            .Be(DistributedMixtralConfig.FromPretrained(model).HiddenSize, "they do not count for the path of a file");
    }

    [Fact]
    [Needs(SystemFeature.Proc)]
    public void A_pipe_is_said_to_be_no_regular_file()
    {
        using var pipe = new AnonymousPipeServerStream();

        FluentActions
            .Invoking(() =>
                DistributedMixtralConfig.FromPretrained($"/proc/self/fd/{pipe.SafePipeHandle.DangerousGetHandle()}")
            )
            .Should()
            .Throw<ConfigFormatException>()
            .WithMessage("*is not a regular file*");
    }

    [Fact]
    public void A_byte_order_mark_in_a_file_is_accepted()
    {
        using var directory = new TempDirectory();
        string file = directory.Combine("config.json");
        File.WriteAllBytes(file, [0xEF, 0xBB, 0xBF, .. "{\"hidden_size\": 64}"u8]);

        DistributedMixtralConfig.FromPretrained(file).HiddenSize.Should().Be(64);
        MixtralConfig.FromPretrained(file).HiddenSize.Should().Be(64);
    }

    [Fact]
    public void MixtralConfig_by_itself_refuses_the_same_files()
    {
        using var directory = new TempDirectory();
        string file = directory.Write("config.json", """{"model_type": "llama"}""");

        FluentActions
            .Invoking(() => MixtralConfig.FromPretrained(file))
            .Should()
            .Throw<ConfigFormatException>()
            .WithMessage("*expected \"mixtral\"*found \"llama\".");
        FluentActions
            .Invoking(() => MixtralConfig.FromPretrained(directory.Combine("nothing")))
            .Should()
            .Throw<ConfigNotFoundException>();
    }
}
