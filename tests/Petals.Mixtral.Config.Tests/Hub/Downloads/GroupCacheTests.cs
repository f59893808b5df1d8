namespace Petals.Mixtral.Config.Tests.Hub.Downloads;

/// <summary>The members of a group share a cache with each other and with Python's client.</summary>
public sealed class GroupCacheTests : HubTest
{
    private const UnixFileMode GroupMode =
        UnixFileMode.UserRead
        | UnixFileMode.UserWrite
        | UnixFileMode.GroupRead
        | UnixFileMode.GroupWrite
        | UnixFileMode.OtherRead;

    private string DirectoryTag => Path.Combine(Cache.Directory, "CACHEDIR.TAG");

    [Fact]
    [Needs(Unix, Modes)]
    public void The_group_may_write_the_lock_file()
    {
        ShouldLoad();

        ModeOf(Folder.Combine($"hub/.locks/models--acme--tiny/{Tiny.ETag}.lock")).Should().Be(GroupMode);
    }

    [Fact]
    [Needs(Unix, Modes)]
    public void A_ref_that_is_replaced_keeps_its_mode()
    {
        Cache.Ref("main", OtherCommit);
        SetMode(Main, GroupMode);

        ShouldLoad();

        File.ReadAllText(Main).Should().Be(Commit);
        ModeOf(Main).Should().Be(GroupMode);
    }

    [Fact]
    public void The_cache_directory_is_tagged_as_a_cache_once()
    {
        ShouldLoad();
        File.ReadAllText(DirectoryTag).Should().StartWith("Signature: 8a477f597d28d172789f06886806bc55\n");
        File.WriteAllText(DirectoryTag, "of another client");

        Hub.Publish(FileName, """{"hidden_size": 8}""");
        Load(Forced).HiddenSize.Should().Be(8);

        File.ReadAllText(DirectoryTag).Should().Be("of another client");
    }

#pragma warning disable CA1416 // These tests need Unix.
    private static UnixFileMode ModeOf(string path) => File.GetUnixFileMode(path);

    private static void SetMode(string path, UnixFileMode mode) => File.SetUnixFileMode(path, mode);
#pragma warning restore CA1416
}
