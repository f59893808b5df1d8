namespace Petals.Mixtral.Config.Tests.Checkpoints;

/// <summary>The download of blocks from checkpoints of other formats, and plans without the Hub.</summary>
public sealed class OtherDownloadTests : RangeHubTest
{
    [Fact]
    public async Task The_pickles_of_blocks_are_found_by_the_index_of_PyTorch()
    {
        Add("config.json", TinyConfig.Json);
        Add("1.bin", "one");
        Add("2.bin", "two!");
        Add("3.bin", "three");
        Add(
            "pytorch_model.bin.index.json",
            """
            {"weight_map": {"model.layers.0.a": "1.bin", "model.layers.1.a": "2.bin", "lm_head.weight": "3.bin"}}
            """
        );

        Plan(0..1).Files.Select(file => (file.Path, file.Size)).Should().Equal(("1.bin", 3));
        Plan(1..2, outside: true).Files.Select(file => file.Path).Should().Equal("2.bin", "3.bin");
        Plan(0..0, outside: true).Files.Select(file => file.Path).Should().Equal("3.bin");
        ToolRun run = Run("download", "--blocks", "0:1", "--outside");

        run.Exit.Should().Be(0, run.Error);
        run.Output.Should().EndWith("pytorch_model.bin.index.json\n");
        CheckpointIndex index = CheckpointIndex.Load(RangeHub.Repo, Options);
        index.Format.Should().Be(CheckpointFormat.PyTorchIndex);
        index.ShardFiles.Where(shard => File.Exists(index.GetShardPath(shard))).Should().Equal("1.bin", "3.bin");
        await ShouldPlanOfflineAsync(0..1);
    }

    [Theory]
    [InlineData("pytorch_model.bin", CheckpointFormat.PyTorch)]
    [InlineData("model.safetensors", CheckpointFormat.Safetensors)]
    public async Task A_single_file_holds_all_blocks(string file, CheckpointFormat format)
    {
        Add("config.json", TinyConfig.Json);
        string path = Add(file, "a pickle");
        if (format == CheckpointFormat.Safetensors)
        {
            ShardWriter.Write(path, ShardWriter.OneTensor.Replace("\"a\"", "\"model.layers.0.a\""), 12);
        }

        foreach (CheckpointDownload plan in (CheckpointDownload[])[Plan(0..1), Plan(0..0, outside: true)])
        {
            plan.Files.Select(planned => planned.Path).Should().Equal(file);
            plan.TotalSize.Should().Be(new FileInfo(path).Length);
        }

        Remote.Files.Keys.Should().HaveCount(2);
        Run("download", "--blocks", "0:1").Output.Should().Contain("1 file ").And.EndWith($"{file}\n");
        CheckpointIndex.Load(RangeHub.Repo, Options).Format.Should().Be(format);
        await ShouldPlanOfflineAsync(0..1);
    }

    [Fact]
    public async Task The_weights_in_a_subfolder_are_downloaded()
    {
        Add("config.json", TinyConfig.Json);
        Add("deep/config.json", TinyConfig.Json);
        Add("deep/pytorch_model.bin", "a pickle");
        Add("pytorch_model.bin", "another");

        CheckpointDownload plan = CheckpointDownload.Plan(
            RangeHub.Repo,
            0..1,
            options: Options with
            {
                Subfolder = "deep",
            }
        );

        plan.Files.Should().ContainSingle().Which.Path.Should().Be("deep/pytorch_model.bin");
        CheckpointIndex index = await plan.RunAsync(cancellationToken: Cancellation);
        (await File.ReadAllTextAsync(index.Path, Cancellation)).Should().Be("a pickle");
    }

    [Fact]
    public async Task Each_file_has_a_progress_of_its_own()
    {
        Remote.Add(Fixtures.Path("loader"));
        CheckpointDownload plan = Plan(0..1, outside: true);
        var progress = new Dictionary<string, DownloadProgress>();

        for (int run = 0; run < 2; run++)
        {
            progress.Clear();
            await plan.RunAsync(
                maxParallelDownloads: 1,
                fileProgress: file => new ProgressRecorder(value => progress[file.Path] = value),
                cancellationToken: Cancellation
            );

            progress.Keys.Should().BeEquivalentTo(plan.Files.Select(file => file.Path));
            plan.Files.Should().OnlyContain(file => progress[file.Path].BytesReceived == file.Size);
        }
    }

    [Fact]
    public async Task A_plan_of_files_that_are_not_cached_needs_the_Hub()
    {
        Remote.Add(Fixtures.Path("loader"));
        await Plan(0..1).RunAsync(cancellationToken: Cancellation);

        Throws<OfflineModeException>(() => Plan(0..2, offline: true, outside: true));
        await ShouldPlanOfflineAsync(0..1);
    }

    private async Task ShouldPlanOfflineAsync(Range blocks)
    {
        CheckpointDownload online = Plan(blocks);
        Hub.Requests.Clear();

        CheckpointDownload offline = Plan(blocks, offline: true);
        Run("download", "--blocks", $"{blocks.Start}:{blocks.End}", "--dry-run", "--offline").Exit.Should().Be(0);
        await offline.RunAsync(cancellationToken: Cancellation);

        Hub.Requests.Should().BeEmpty();
        offline.CommitHash.Should().Be(online.CommitHash);
        offline
            .Files.Select(file => (file.Path, file.Size))
            .Should()
            .Equal(online.Files.Select(file => (file.Path, file.Size)));
    }

    private string Add(string file, string content) => Remote.Files[file] = Folder.Write($"repo/{file}", content);

    private CheckpointDownload Plan(Range blocks, bool outside = false, bool offline = false) =>
        CheckpointDownload.Plan(RangeHub.Repo, blocks, outside, Options with { LocalFilesOnly = offline });
}
