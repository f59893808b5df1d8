namespace Petals.Mixtral.Config.Tests.Loading;

/// <summary>Loading closes every file, and does not continue on a thread of the caller.</summary>
public sealed class WhatLoadingLeavesTests : HubTest
{
    [Fact]
    [Needs(Links, Proc)]
    public async Task No_file_or_folder_stays_open()
    {
        string file = Folder.Write(FileName, TinyConfig.Json);
        Cache.Ref().Link().Link("empty.json", "5678", "");

        Load(model: file);
        await LoadAsync(file);
        Fail<ConfigFormatException>(model: Folder.Write("empty.json", ""));
        Load();
        Fail<ConfigFormatException>(Cache.Options with { ConfigFileName = "empty.json" });

        OpenFiles.Below(Folder.Path).Should().BeEmpty();
    }

    [Fact]
    public async Task FromPretrainedAsync_does_not_continue_in_the_context_of_the_caller()
    {
        string local = Folder.Write(FileName, TinyConfig.Json);
        foreach (string model in (string[])[local, Repo, Repo])
        {
            (await InContextAsync(() => LoadAsync(model))).Should().Be(0);
        }

        Hub.Gets.Should().ContainSingle();
    }

    [Fact]
    [Needs(Links)]
    public async Task FromPretrainedAsync_of_a_long_path_or_an_absolute_link_does_not_continue_in_the_context_of_the_caller()
    {
        string local = Folder.Write(
            Path.Join([.. Enumerable.Repeat(new string('d', 200), 6), FileName]),
            TinyConfig.Json
        );
        Cache.Ref().Link();
        File.Delete(SnapshotFile);
        SymbolicLinks.ToFile(SnapshotFile, Blob);

        foreach (string model in (string[])[local, Repo])
        {
            (await InContextAsync(() => LoadAsync(model))).Should().Be(0);
        }

        Hub.Requests.Should().BeEmpty();
    }

    private Task<DistributedMixtralConfig> LoadAsync(string model) =>
        DistributedMixtralConfig.FromPretrainedAsync(model, options: Options, cancellationToken: Cancellation);

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
