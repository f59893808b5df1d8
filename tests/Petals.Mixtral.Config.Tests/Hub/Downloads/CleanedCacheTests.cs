namespace Petals.Mixtral.Config.Tests.Hub.Downloads;

/// <summary>Another program deletes directories of the cache during a download.</summary>
[Needs(Unix)]
public sealed class CleanedCacheTests : HubTest
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_download_survives_the_deletion_of_the_folder_of_blobs(bool blocking)
    {
        bool isDeleted = false;
        var cleaner = new ProgressRecorder(_ =>
        {
            if (!isDeleted)
            {
                Directory.Delete(Path.Combine(Cache.RepoFolder, "blobs"), recursive: true);
                isDeleted = true;
            }
        });

        HubFile file = await DownloadAsync(blocking, options: new HubDownloadOptions { Progress = cleaner });

        (await File.ReadAllTextAsync(file.Path, Cancellation)).Should().Be(TinyConfig.Json);
        Hub.Gets.Should().HaveCount(2);
    }
}
