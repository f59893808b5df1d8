using Petals.Mixtral.Config.Hub;
using Petals.Mixtral.Config.Tests.Support;

namespace Petals.Mixtral.Config.Tests.Hub.Downloads;

/// <summary>Another program deletes directories of the cache during a download.</summary>
[Needs(SystemFeature.Locks)]
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

    [Fact]
    public async Task A_download_takes_its_lock_although_a_cleaner_deletes_the_folder_of_locks()
    {
        string locks = Folder.Combine("hub/.locks");
        using var isDone = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        var cleaner = Task.Run(
            () =>
            {
                while (!isDone.IsCancellationRequested)
                {
                    TryDelete(locks);
                }
            },
            Cancellation
        );

        for (int i = 0; i < 40; i++)
        {
            TryDelete(Cache.RepoFolder);
            await DownloadAsync(blocking: false);
        }

        await isDone.CancelAsync();
        await cleaner;
        Log.Entries.Should().NotContain(entry => entry.Message.StartsWith("Downloading without the lock"));
    }

    private static void TryDelete(string directory)
    {
        try
        {
            Directory.Delete(directory, recursive: true);
        }
        catch (IOException)
        {
            // It does not exist yet, or has been filled meanwhile.
        }
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
