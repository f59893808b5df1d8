namespace Petals.Mixtral.Config.Tests.Checkpoints;

public sealed class CheckpointDownloadTests : RangeHubTest
{
    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        Remote.Add(MicroModel.Folder);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task DownloadBlocks_downloads_only_the_files_of_the_blocks(bool blocking)
    {
        CheckpointDownload plan = await PlanAsync(blocking, 0..1);
        var progress = new ProgressRecorder();

        CheckpointIndex index = blocking
            ? CheckpointIndex.DownloadBlocks(RangeHub.Repo, 0..1, false, Options, progress)
            : await CheckpointIndex.DownloadBlocksAsync(RangeHub.Repo, 0..1, false, Options, progress, Cancellation);

        DistributedMixtralConfig config = DistributedMixtralConfig.FromPretrained(RangeHub.Repo, options: Options);
        plan.Files.Select(file => file.Path).Should().Equal(index.FindShardFiles(config.Blocks[0]));
        plan.CommitHash.Should().Be(HubCacheBuilder.Commit);
        plan.TotalSize.Should()
            .Be(plan.Files.Sum(file => new FileInfo(Path.Combine(MicroModel.Folder, file.Path)).Length));
        index
            .ShardFiles.Where(shard => File.Exists(index.GetShardPath(shard)))
            .Should()
            .Equal(plan.Files.Select(file => file.Path));
        progress.Reports[^1].BytesReceived.Should().Be(plan.TotalSize);
        progress.Reports.Should().BeInAscendingOrder(report => report.BytesReceived);
    }

    [Fact]
    public async Task The_files_outside_the_blocks_can_be_added_or_downloaded_alone()
    {
        CheckpointDownload all = await PlanAsync(false, 0..2, outside: true);
        CheckpointDownload alone = await PlanAsync(true, 0..0, outside: true);

        alone.Files.Should().NotBeEmpty();
        all.Files.Should().Contain(alone.Files).And.BeInAscendingOrder(file => file.Path, StringComparer.Ordinal);
        CheckpointIndex index = await alone.RunAsync(cancellationToken: Cancellation);
        File.Exists(index.GetShardPath(index.WeightMap!["model.embed_tokens.weight"])).Should().BeTrue();
    }

    [Fact]
    public async Task All_files_are_those_of_one_commit_although_the_branch_moves()
    {
        CheckpointDownload plan = await PlanAsync(false, 0..2);
        Remote.Commit = new string('9', 40);
        Hub.Requests.Clear();

        await plan.RunAsync(cancellationToken: Cancellation);

        Hub.Requests.Should()
            .NotBeEmpty()
            .And.OnlyContain(request => request.Target.Contains($"/resolve/{HubCacheBuilder.Commit}/"));
    }

    [Fact]
    public async Task A_cached_file_is_not_downloaded_again()
    {
        CheckpointDownload plan = await PlanAsync(false, 0..2);
        await plan.RunAsync(cancellationToken: Cancellation);
        Hub.Requests.Clear();
        var progress = new ProgressRecorder();

        plan.Run(progress, maxParallelDownloads: 1);

        Hub.Requests.Should().BeEmpty();
        progress.Reports[^1].BytesReceived.Should().Be(plan.TotalSize);
        progress.Reports.Should().OnlyContain(report => report.BytesPerSecond == null, "no byte was received");
    }

    [Fact]
    public async Task ForceDownload_replaces_a_damaged_index_and_damaged_shards()
    {
        CheckpointDownload plan = await PlanAsync(false, 0..2);
        CheckpointIndex index = await plan.RunAsync(cancellationToken: Cancellation);
        string shard = index.GetShardPath(index.ShardFiles[0]);
        await File.WriteAllTextAsync(index.Path, "{", Cancellation);
        await File.WriteAllTextAsync(shard, "", Cancellation);

        CheckpointDownload forced = await CheckpointDownload.PlanAsync(
            RangeHub.Repo,
            0..2,
            options: Options with
            {
                ForceDownload = true,
            },
            cancellationToken: Cancellation
        );
        await forced.RunAsync(cancellationToken: Cancellation);

        forced.Files.Should().BeEquivalentTo(plan.Files);
        foreach (string file in (string[])[index.Path, shard])
        {
            string published = Path.Combine(MicroModel.Folder, Path.GetFileName(file));
            File.ReadAllBytes(file).Should().Equal(File.ReadAllBytes(published));
        }

        await (await PlanAsync(false, 0..2)).RunAsync(cancellationToken: Cancellation);
        CheckpointDownload
            .Plan(RangeHub.Repo, 0..2, options: Options with { ForceDownload = true, LocalFilesOnly = true })
            .TotalSize.Should()
            .Be(plan.TotalSize);
    }

    [Fact]
    public void A_planned_file_without_a_blob_has_no_hash() =>
        CheckpointDownload
            .Plan(MicroModel.Repo, 0..1, options: PublishedModels.Options)
            .Files.Should()
            .NotBeEmpty()
            .And.OnlyContain(file => file.Hash.Length == 0);

    [Fact]
    public void The_tool_fails_when_the_ref_cannot_be_written()
    {
        Folder.Write("hub/models--acme--ranged/refs", "not a directory");

        ToolRun run = Run("download", "--blocks", "0:1");

        run.Exit.Should().Be(3);
        run.Error.Should().Contain("is in the cache, but offline it cannot be found: the ref 'main' of 'acme/ranged'");
    }

    [Fact]
    public async Task The_error_of_a_file_is_thrown()
    {
        CheckpointDownload plan = await PlanAsync(false, 0..2);
        Hub.Answering(context => context.Response.StatusCode = 403);

        Throws<HubException>(() => plan.Run(), "*403*");
        await ThrowsAsync<HubException>(() => plan.RunAsync());
    }

    [Fact]
    public async Task RunAsync_ends_when_it_is_cancelled()
    {
        CheckpointDownload plan = await PlanAsync(false, 0..2);
        using var cancellation = new CancellationTokenSource();
        Hub.Answer = async _ =>
        {
            await cancellation.CancelAsync();
            return false;
        };

        await ThrowsAsync<OperationCanceledException>(() => plan.RunAsync(cancellationToken: cancellation.Token));
    }

    [Fact]
    public async Task A_block_that_the_model_does_not_have_is_refused() =>
        await ThrowsAsync<ArgumentOutOfRangeException>(() => PlanAsync(false, 0..1000));

    [Fact]
    public void A_directory_is_refused()
    {
        MicroModel.CopyTo(Folder.Path);

        Throws<ArgumentException>(() => CheckpointDownload.Plan(Folder.Path, 0..1), "*path on this machine*");
    }

    [Fact]
    public async Task The_tool_prints_the_files_and_sizes_before_it_downloads()
    {
        CheckpointDownload plan = await PlanAsync(false, 0..1);

        ToolRun dry = Run("download", "--blocks", "0:1", "--dry-run");
        ToolRun run = Run("download", "--blocks", "0:1");

        dry.Exit.Should().Be(0);
        dry.Output.Should().Contain($"{plan.Files.Count} files").And.Contain($"commit {HubCacheBuilder.Commit}");
        plan.Files.Should().OnlyContain(file => dry.Output.Contains(file.Path));
        run.Exit.Should().Be(0);
        run.Output.Should().StartWith(dry.Output).And.EndWith($"{MicroModel.IndexFile}\n");
        Run("download", "--outside", "--dry-run").Output.Should().Contain("files");
        Run("download", "--blocks", "1:", "--dry-run").Should().Be(Run("download", "--blocks", "1:2", "--dry-run"));
        JsonElement json = JsonElement.Parse(Run("download", "--blocks", "0:1", "--dry-run", "--json").Output);
        json.GetProperty("total_size").GetInt64().Should().Be(plan.TotalSize);
        json.GetProperty("files").GetArrayLength().Should().Be(plan.Files.Count);
    }

    [Theory]
    [InlineData("--blocks", "1:0")]
    [InlineData("--blocks", "x")]
    [InlineData("--blocks", "0:1000")]
    [InlineData("--blocks", "1000:")]
    [InlineData("--blocks", ":1")]
    [InlineData("--dry-run")]
    public void The_tool_refuses_wrong_blocks(params string[] arguments) =>
        Run("download", arguments).IsError(2).Should().BeTrue();

    private async Task<CheckpointDownload> PlanAsync(bool blocking, Range blocks, bool outside = false) =>
        blocking
            ? CheckpointDownload.Plan(RangeHub.Repo, blocks, outside, Options)
            : await CheckpointDownload.PlanAsync(RangeHub.Repo, blocks, outside, Options, Cancellation);
}
