using Petals.Mixtral.Config.Tests.Support;

namespace Petals.Mixtral.Config.Tests.Loading;

/// <summary>Loading holds on to nothing: no file stays open, and no thread of the caller is needed.</summary>
public sealed class WhatLoadingLeavesTests
{
    [Fact]
    [Needs(SystemFeature.Links)]
    [Needs(SystemFeature.Proc)]
    public async Task No_file_or_folder_stays_open()
    {
        using var directory = new TempDirectory();
        string file = directory.Write("config.json", TinyConfig.Json);
        string empty = directory.Write("empty.json", "");
        HubCacheBuilder cache = new HubCacheBuilder(directory)
            .Ref("main", HubCacheBuilder.Commit)
            .Link("config.json", "1234", TinyConfig.Json)
            .Link("empty.json", "5678", "");

        DistributedMixtralConfig.FromPretrained(file);
        await DistributedMixtralConfig.FromPretrainedAsync(
            file,
            cancellationToken: TestContext.Current.CancellationToken
        );
        FluentActions
            .Invoking(() => DistributedMixtralConfig.FromPretrained(empty))
            .Should()
            .Throw<ConfigFormatException>();
        DistributedMixtralConfig.FromPretrained(HubCacheBuilder.Repo, options: cache.Options);
        FluentActions
            .Invoking(() =>
                DistributedMixtralConfig.FromPretrained(
                    HubCacheBuilder.Repo,
                    options: cache.Options with
                    {
                        ConfigFileName = "empty.json",
                    }
                )
            )
            .Should()
            .Throw<ConfigFormatException>();

        Directory
            .EnumerateFileSystemEntries("/proc/self/fd")
            .Select(descriptor => new FileInfo(descriptor).LinkTarget ?? "")
            .Should()
            .NotContain(open => open.StartsWith(directory.Path, StringComparison.Ordinal));
    }

    /// <summary>A caller whose thread waits for the task would wait for ever.</summary>
    [Fact]
    public async Task Nothing_goes_on_in_the_context_of_the_caller()
    {
        await using HubFixture fixture = await HubFixture.WithTinyModelAsync();
        string local = fixture.Directory.Write("config.json", TinyConfig.Json);
        string[] inTurn = [local, HubCacheBuilder.Repo, HubCacheBuilder.Repo];

        foreach (string model in inTurn)
        {
            (
                await InContextAsync(() =>
                    DistributedMixtralConfig.FromPretrainedAsync(
                        model,
                        options: fixture.Options,
                        cancellationToken: TestContext.Current.CancellationToken
                    )
                )
            )
                .Should()
                .Be(0);
        }

        fixture.Hub.Gets.Should().ContainSingle();
    }

    /// <summary>What is unusual about these files is why they are not read at once: a long path, and a link that is
    /// absolute.</summary>
    [Fact]
    [Needs(SystemFeature.Links)]
    public async Task Nor_does_what_is_read_in_the_background()
    {
        using var directory = new TempDirectory();
        string folder = Directory
            .CreateDirectory(directory.Combine([.. Enumerable.Repeat(new string('d', 200), 6)]))
            .FullName;
        string local = Path.Join(folder, "config.json");
        await File.WriteAllTextAsync(local, TinyConfig.Json, TestContext.Current.CancellationToken);
        HubCacheBuilder cache = new HubCacheBuilder(directory)
            .Ref("main", HubCacheBuilder.Commit)
            .Link("config.json", "1234", TinyConfig.Json);
        File.Delete(cache.PathOf("config.json"));
        SymbolicLinks.ToFile(cache.PathOf("config.json"), Path.Join(cache.RepoFolder, "blobs", "1234"));

        foreach (string model in (string[])[local, HubCacheBuilder.Repo])
        {
            (
                await InContextAsync(() =>
                    DistributedMixtralConfig.FromPretrainedAsync(
                        model,
                        options: cache.Options,
                        cancellationToken: TestContext.Current.CancellationToken
                    )
                )
            )
                .Should()
                .Be(0);
        }
    }

    private static async Task<int> InContextAsync(Func<Task> start)
    {
        SynchronizationContext? before = SynchronizationContext.Current;
        var context = new CountingContext();
        SynchronizationContext.SetSynchronizationContext(context);
        Task task;
        try
        {
            task = start();
        }
        finally
        {
            SynchronizationContext.SetSynchronizationContext(before);
        }

        await task;
        return context.Posts;
    }

    private sealed class CountingContext : SynchronizationContext
    {
        private int _posts;

        public int Posts => _posts;

        public override void Post(SendOrPostCallback d, object? state)
        {
            Interlocked.Increment(ref _posts);
            base.Post(d, state);
        }
    }
}
