namespace Petals.Mixtral.Config.Tests.Serialization;

/// <summary>A save deletes what killed saves of the same file left in its directory.</summary>
public sealed class AbandonedSaveTests : FolderTest
{
    [Fact]
    [Needs(WholeWindows)]
    public void A_save_deletes_only_old_temporary_files_of_the_same_file()
    {
        string abandoned = Write($".config.json.{Guid.NewGuid():N}.tmp");
        string underWay = Write($".config.json.{Guid.NewGuid():N}.tmp", age: TimeSpan.FromHours(23));
        string[] others =
        [
            Write($".other.json.{Guid.NewGuid():N}.tmp"),
            Write(".config.json.backup.tmp"),
            Write($".config.json.{Guid.NewGuid():N}.old"),
            Write("notes.tmp"),
        ];

        new MixtralConfig().SavePretrained(Folder.Path);

        File.Exists(abandoned).Should().BeFalse();
        File.Exists(underWay).Should().BeTrue();
        others.Should().AllSatisfy(path => File.Exists(path).Should().BeTrue());
    }

    [Fact]
    [Needs(Locks)]
    public void A_save_keeps_a_temporary_file_that_is_open()
    {
        string held = Write($".config.json.{Guid.NewGuid():N}.tmp");
        using FileStream open = new(held, FileMode.Open, FileAccess.ReadWrite, FileShare.None);

        new MixtralConfig().SavePretrained(Folder.Path);

        File.Exists(held).Should().BeTrue();
    }

    private string Write(string name, TimeSpan? age = null)
    {
        string path = Folder.Write(name, "{");
        File.SetLastWriteTimeUtc(path, DateTime.UtcNow - (age ?? TimeSpan.FromHours(25)));
        return path;
    }
}
