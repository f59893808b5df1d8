using System.IO.Pipes;

namespace Petals.Mixtral.Config.Tests.Loading;

public sealed class LocalPathTests : CacheTest
{
    private const int MaxSize = 16 * 1024 * 1024;

    private string ConfigFile => Folder.Combine(FileName);

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("  ")]
    public void A_missing_or_blank_argument_throws_ArgumentException(string? argument) =>
        Fail<ArgumentException>(model: argument!);

    [Fact]
    public void A_file_that_is_too_large_is_not_read()
    {
        WriteLarge(FileName);

        Fail<ConfigFormatException>(model: ConfigFile)
            .Message.Should()
            .Be(
                $"The config file '{ConfigFile}' could not be read: '{ConfigFile}' has 16777217 bytes; at most "
                    + "16777216 are read. Give the config.json of a model, or save it again."
            );
    }

    [Fact]
    [Needs(Links)]
    public void A_linked_directory_is_followed_before_the_links_in_it()
    {
        Cache.Link();
        SymbolicLinks.ToDirectory(Folder.Combine("model"), Path.GetDirectoryName(SnapshotFile)!);

        ShouldLoad(model: Folder.Combine("model"));
    }

    [Fact]
    [Needs(Links)]
    public void The_size_limit_applies_to_the_file_at_the_end_of_all_links()
    {
        Folder.Write("small", "{}");
        Folder.Write("a/b/deep/keep", "");
        SymbolicLinks.ToFile(Folder.Combine("a", "b", "deep", FileName), "../small");
        SymbolicLinks.ToDirectory(Folder.Combine("model"), "a/b/deep");
        WriteLarge("a/b/small");

        Fail<ConfigFormatException>(model: Folder.Combine("model"))
            .Message.Should()
            .Contain("has 16777217 bytes; at most 16777216 are read.")
            .And.NotContain("//");
    }

    [Fact]
    [Needs(Proc)]
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
    public void MixtralConfig_FromPretrained_throws_for_another_model_type_and_a_missing_path()
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
