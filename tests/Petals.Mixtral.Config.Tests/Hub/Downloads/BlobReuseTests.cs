namespace Petals.Mixtral.Config.Tests.Hub.Downloads;

/// <summary>The blobs and temporary files of earlier downloads.</summary>
public sealed class BlobReuseTests : HubTest
{
    [Fact]
    [Needs(Links)]
    public void A_blob_that_exists_is_linked_and_not_downloaded()
    {
        Write(Tiny.ETag, TinyConfig.Json);

        ShouldLoad();

        Hub.Gets.Should().BeEmpty();
        ShouldHaveTree($"models--acme--tiny/snapshots/{Commit}/config.json", $"-> ../../blobs/{Tiny.ETag}");
    }

    [Fact]
    [Needs(Links)]
    public void A_damaged_blob_is_downloaded_again()
    {
        string blob = Write(Tiny.ETag, "{}");

        ShouldLoad();

        Hub.Gets.Should().ContainSingle();
        File.ReadAllText(blob).Should().Be(TinyConfig.Json);
    }

    [Fact]
    public void Temporary_files_of_other_clients_and_blobs_are_kept()
    {
        string[] theirs =
        [
            Write($"{Tiny.ETag}.incomplete", "{"),
            Write($"{Tiny.ETag}.1a2b3c4d.incomplete", "{"),
            Write($"{HubContent.Of("x").ETag}.{Guid.NewGuid():N}.incomplete", "{"),
        ];

        ShouldLoad();

        theirs.Should().AllSatisfy(path => File.ReadAllText(path).Should().Be("{"));
    }

    [Fact]
    [Needs(Locks, Links)]
    public void An_abandoned_temporary_file_is_deleted_unless_it_is_open()
    {
        string abandoned = Write($"{Tiny.ETag}.{Guid.NewGuid():N}.incomplete", "{");
        string link = Path.Join(Path.GetDirectoryName(abandoned), $"{Tiny.ETag}.{Guid.NewGuid():N}.incomplete");
        SymbolicLinks.ToFile(link, abandoned);
        File.SetLastWriteTimeUtc(abandoned, DateTime.UtcNow.AddHours(-2));
        File.SetLastWriteTimeUtc(link, DateTime.UtcNow.AddHours(-2));
        string held = $"{Tiny.ETag}.{Guid.NewGuid():N}.incomplete";
        using (FileStream open = Folder.Hold($"hub/models--acme--tiny/blobs/{held}"))
        {
            File.SetLastWriteTimeUtc(open.SafeFileHandle, DateTime.UtcNow.AddHours(-2));
            ShouldLoad();
        }

        File.Exists(abandoned).Should().BeFalse();
        new FileInfo(link).LinkTarget.Should().BeNull("it is deleted");
        File.Exists(Path.Join(Path.GetDirectoryName(abandoned), held)).Should().BeTrue();
    }

    [Fact]
    [Needs(WholeWindows)]
    public void An_abandoned_ref_is_deleted_and_a_new_one_is_kept()
    {
        string abandoned = Write($"ref.{Guid.NewGuid():N}.incomplete", "0");
        string underWay = Write($"ref.{Guid.NewGuid():N}.incomplete", "0");
        File.SetLastWriteTimeUtc(abandoned, DateTime.UtcNow.AddHours(-2));

        ShouldLoad();

        File.Exists(abandoned).Should().BeFalse();
        File.Exists(underWay).Should().BeTrue();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void HF_HOME_may_be_relative_or_below_the_home_directory(bool isRelative)
    {
        string home = Folder.Combine("hf");
        Variables["HF_HOME"] = isRelative ? Path.GetRelativePath(Environment.CurrentDirectory, home) : "~/hf";

        string? path = Load(Options with { CacheDirectory = null }).LoadedFrom;

        path.Should().Be(Path.Combine(home, "hub", "models--acme--tiny", "snapshots", Commit, FileName));
        File.Exists(path).Should().BeTrue();
    }

    private string Write(string name, string content) => Folder.Write($"hub/models--acme--tiny/blobs/{name}", content);
}
