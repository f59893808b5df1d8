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
        var cleaner = new Cleaner(Path.Combine(Cache.RepoFolder, "blobs"));

        HubFile file = await DownloadAsync(blocking, options: new HubDownloadOptions { Progress = cleaner });

        (await File.ReadAllTextAsync(file.Path, Cancellation)).Should().Be(TinyConfig.Json);
        Hub.Gets.Should().HaveCount(2);
    }

    /// <summary>Deletes a directory at the first report.</summary>
    private sealed class Cleaner(string directory) : IProgress<DownloadProgress>
    {
        private int _reports;

        public void Report(DownloadProgress value)
        {
            if (Interlocked.Increment(ref _reports) == 1)
            {
                Directory.Delete(directory, recursive: true);
            }
        }
    }
}
