using System.IO.Pipes;
using Petals.Mixtral.Config.Tests.Support;

namespace Petals.Mixtral.Config.Tests.Loading;

/// <summary>Loading a file or directory of this machine.</summary>
public sealed class LocalPathTests : CacheTest
{
    private const int MaxSize = 16 * 1024 * 1024;

    private string ConfigFile => Folder.Combine(FileName);

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
    public void An_argument_that_looks_like_a_path_is_never_a_repo_id(string argument)
    {
        ConfigNotFoundException exception = Fail<ConfigNotFoundException>(model: argument);

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
    [InlineData("ab:c", "'ab:c' is neither a file or directory nor a model on the Hub: *")]
    [InlineData("1:c", "'1:c' is neither a file or directory nor a model on the Hub: *")]
    public void Another_argument_is_a_repo_id(string argument, string message) =>
        Fail<ConfigNotFoundException>(model: argument).Message.Should().Match(message);

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("  ")]
    public void A_missing_or_blank_argument_is_an_error_of_the_caller(string? argument) =>
        Fail<ArgumentException>(model: argument!);

    [Fact]
    public void A_directory_without_the_file_is_an_error_with_the_full_path() =>
        Fail<ConfigNotFoundException>(model: Folder.Path)
            .Message.Should()
            .Match(
                $"The directory '{Folder.Path}' holds no file config.json. Looked at "
                    + $"{ConfigFile} (no such file). *ConfigFileName and Subfolder*"
            );

    [Fact]
    public void A_tilde_is_the_home_directory_of_the_environment()
    {
        string file = Folder.Write("models/tiny/config.json", TinyConfig.Json);
        var environment = ConfigEnvironment.Create(new Dictionary<string, string>(), Folder.Path);

        Load(new() { Environment = environment }, "~/models/tiny").LoadedFrom.Should().Be(file);
    }

    [Fact]
    public void Subfolder_and_ConfigFileName_apply_to_a_directory()
    {
        Folder.Write("a/b/my.json", TinyConfig.Json);

        ShouldLoad(new() { Subfolder = "a/b/", ConfigFileName = "my.json" }, Folder.Path);
    }

    [Fact]
    public void A_file_that_is_too_large_is_not_read()
    {
        WriteLarge(FileName);

        Fail<ConfigFormatException>(model: ConfigFile)
            .Message.Should()
            .Be(
                $"The config file '{ConfigFile}' could not be read: '{ConfigFile}' has 16777217 bytes; at most 16777216 are read."
            );
    }

    [Theory]
    [Needs(SystemFeature.Links)]
    [InlineData("/dev/zero")]
    [InlineData("/dev/null")]
    public void A_device_is_not_read(string device)
    {
        SymbolicLinks.ToFile(ConfigFile, device);

        Fail<ConfigFormatException>(model: device);
        Fail<ConfigFormatException>(model: Folder.Path).Message.Should().EndWith("is empty, or is not a regular file.");
    }

    [Fact]
    [Needs(SystemFeature.Links)]
    public void A_linked_directory_is_followed_before_the_links_in_it()
    {
        Cache.Link();
        SymbolicLinks.ToDirectory(Folder.Combine("model"), Path.GetDirectoryName(SnapshotFile)!);

        ShouldLoad(model: Folder.Combine("model"));
    }

    [Fact]
    [Needs(SystemFeature.Links)]
    public void The_size_limit_applies_to_the_file_at_the_end_of_all_links()
    {
        Folder.Write("small", "{}");
        Folder.Write("a/b/deep/keep", "");
        SymbolicLinks.ToFile(Folder.Combine("a", "b", "deep", FileName), "../small");
        SymbolicLinks.ToDirectory(Folder.Combine("model"), "a/b/deep");
        WriteLarge("a/b/small");

        Fail<ConfigFormatException>(model: Folder.Combine("model"))
            .Message.Should()
            .EndWith("has 16777217 bytes; at most 16777216 are read.")
            .And.NotContain("//");
    }

    [Fact]
    public void A_directory_in_place_of_the_file_is_named_as_one()
    {
        Directory.CreateDirectory(ConfigFile);

        Fail<ConfigNotFoundException>(model: Folder.Path)
            .PlacesSearched.ToTexts()
            .Should()
            .Equal(ResultTexts.Place(ConfigFile, "a directory"));
    }

    [Fact]
    [Needs(SystemFeature.Links)]
    public void A_link_to_nothing_counts_as_missing()
    {
        SymbolicLinks.ToFile(ConfigFile, "nothing");

        Fail<ConfigNotFoundException>(model: Folder.Path);
        Fail<ConfigNotFoundException>(model: ConfigFile)
            .Message.Should()
            .Contain("config.json (a link to nothing, where there is no file; ");
    }

    [Theory]
    [InlineData("../outside.json", null)]
    [InlineData("outside.json", "..")]
    public void Options_that_lead_out_of_the_directory_are_refused_and_do_not_apply_to_a_file(
        string fileName,
        string? subfolder
    )
    {
        Folder.Write("outside.json", "{}");
        string file = Folder.Write("model/config.json", TinyConfig.Json);
        var options = new PretrainedLoadOptions { ConfigFileName = fileName, Subfolder = subfolder };

        Fail<HubValidationException>(options, Path.GetDirectoryName(file)!);
        ShouldLoad(options, file);
    }

    [Fact]
    [Needs(SystemFeature.Proc)]
    public void A_pipe_is_not_a_regular_file()
    {
        using var pipe = new AnonymousPipeServerStream();

        Fail<ConfigFormatException>(model: $"/proc/self/fd/{pipe.SafePipeHandle.DangerousGetHandle()}")
            .Message.Should()
            .Contain("is not a regular file");
    }

    [Fact]
    public void A_byte_order_mark_is_accepted()
    {
        File.WriteAllBytes(ConfigFile, [0xEF, 0xBB, 0xBF, .. Tiny.Bytes]);

        ShouldLoad(model: ConfigFile);
        MixtralConfig.FromPretrained(ConfigFile).HiddenSize.Should().Be(64);
    }

    [Fact]
    public void MixtralConfig_refuses_the_same_files()
    {
        string file = Folder.Write(FileName, """{"model_type": "llama"}""");

        Fail<ConfigFormatException>(() => MixtralConfig.FromPretrained(file))
            .Message.Should()
            .Match("*expected \"mixtral\"*found \"llama\".");
        Fail<ConfigNotFoundException>(() => MixtralConfig.FromPretrained(Folder.Combine("nothing")));
    }

    private void WriteLarge(string path)
    {
        using FileStream stream = File.Create(Folder.Combine(path));
        stream.SetLength(MaxSize + 1);
    }
}
