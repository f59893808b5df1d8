using System.Buffers.Binary;

namespace Petals.Mixtral.Config.Tests.Checkpoints;

/// <summary>The check of a checkpoint on the Hub by the headers of its files.</summary>
public sealed class RemoteCheckpointTests : RangeHubTest
{
    private const string Index = CheckpointBuilder.IndexName;
    private string Model => Folder.Combine("model");

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        Directory.CreateDirectory(Model);
        foreach (string file in Directory.GetFiles(Fixtures.Path("loader")))
        {
            File.Copy(file, PathOf(Path.GetFileName(file)));
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task LoadRemote_reads_only_the_headers_and_finds_what_a_local_check_finds(bool blocking)
    {
        await ShouldFindTheSameAsync(blocking);

        string[] shards = [.. Hub.Gets.Select(get => get.Target).Where(get => get.EndsWith(".safetensors"))];
        shards.Should().HaveCount(3).And.OnlyHaveUniqueItems();
        Remote.Sent.Should().BeLessThan(32 * 1024);
        Fixture.Tree().Keys.Should().NotContain(path => path.EndsWith(".safetensors"));
        Hub.Requests.Where(request => !request.Target.EndsWith("/config.json"))
            .Should()
            .NotContain(request => request.Target.Contains("/main"), "all is of one commit");
    }

    [Fact]
    public async Task A_damaged_checkpoint_has_the_same_findings_as_on_this_machine()
    {
        // One shard is missing, and one is cut short.
        File.Delete(PathOf(CheckpointBuilder.Shard(1)));
        using (FileStream shard = File.OpenWrite(PathOf(CheckpointBuilder.Shard(2))))
        {
            shard.SetLength(shard.Length - 1);
        }

        CheckpointReport report = await ShouldFindTheSameAsync();

        report.Findings.Select(finding => finding.Kind).Should().Contain(CheckpointFindingKind.MissingShard);
        report.Findings.Select(finding => finding.Kind).Should().Contain(CheckpointFindingKind.DamagedShard);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(5)]
    [InlineData(100)]
    public async Task A_file_that_ends_in_its_header_is_a_damaged_shard(int length)
    {
        using (FileStream shard = File.OpenWrite(PathOf(CheckpointBuilder.Shard(2))))
        {
            shard.SetLength(length);
        }

        (await ShouldFindTheSameAsync())
            .Findings.Should()
            .ContainSingle(finding => finding.Kind == CheckpointFindingKind.DamagedShard);
    }

    [Fact]
    public async Task A_file_that_is_a_web_page_is_a_damaged_shard()
    {
        await File.WriteAllTextAsync(PathOf(CheckpointBuilder.Shard(2)), new string('<', 9000), Cancellation);

        (await ShouldFindTheSameAsync())
            .Findings.Should()
            .ContainSingle(finding => finding.Found.Contains("it may not be a safetensors file"));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(-1)]
    [InlineData(-1L << 40)]
    [InlineData(1L << 40)]
    public async Task A_size_that_does_not_fit_the_header_is_a_damaged_shard(long difference)
    {
        string shard = CheckpointBuilder.Shard(3);
        Remote.ListedSizes[shard] = new FileInfo(PathOf(shard)).Length + difference;

        CheckpointReport report = await VerifyAsync();

        report
            .Findings.Should()
            .ContainSingle(finding => finding.Kind == CheckpointFindingKind.DamagedShard)
            .Which.Found.Should()
            .StartWith($"{RangeHub.Repo}/{shard}, ");
    }

    [Fact]
    public async Task A_file_that_is_shorter_than_its_listed_size_is_a_damaged_shard()
    {
        string shard = CheckpointBuilder.Shard(3);
        Remote.ListedSizes[shard] = new FileInfo(PathOf(shard)).Length;
        using (FileStream file = File.OpenWrite(PathOf(shard)))
        {
            file.SetLength(100);
        }

        CheckpointReport report = await VerifyAsync();

        report
            .Findings.Should()
            .ContainSingle(finding => finding.Kind == CheckpointFindingKind.DamagedShard)
            .Which.Found.Should()
            .Contain("in a file of 100 bytes, which is cut short");
    }

    [Fact]
    public async Task Headers_that_are_too_long_are_not_read()
    {
        foreach (int number in (int[])[1, 2, 3])
        {
            byte[] length = new byte[sizeof(ulong)];
            BinaryPrimitives.WriteUInt64LittleEndian(length, number == 1 ? ulong.MaxValue : 20_000_000);
            using FileStream shard = File.OpenWrite(PathOf(CheckpointBuilder.Shard(number)));
            shard.SetLength(number == 3 ? 30_000_000 : 1000);
            shard.Write(length);
        }

        CheckpointReport report = await VerifyAsync();

        report
            .Findings.Count(finding => finding.Kind == CheckpointFindingKind.DamagedShard)
            .Should()
            .Be(3, "the last header is not JSON");
        Remote.Sent.Should().BeLessThan(20_100_000);
    }

    [Fact]
    public async Task The_rest_of_a_long_header_is_read_exactly()
    {
        string shard = CheckpointBuilder.Shard(2);
        byte[] content = await File.ReadAllBytesAsync(PathOf(shard), Cancellation);
        int length = (int)BinaryPrimitives.ReadUInt64LittleEndian(content);
        JsonObject header = JsonNode.Parse(content.AsSpan(8, length))!.AsObject();
        header["__metadata__"] = new JsonObject { ["note"] = new string('n', 100_000) };
        byte[] json = Encoding.UTF8.GetBytes(header.ToJsonString());
        ShardWriter.Write(PathOf(shard), json, content.Length - 8 - length);

        await ShouldFindTheSameAsync();

        HubRequest[] reads = [.. Hub.Gets.Where(get => get.Target.EndsWith(shard))];
        reads.Should().HaveCount(2);
        int first = int.Parse(reads[0].Headers["Range"].Split('-')[1], CultureInfo.InvariantCulture);
        first.Should().BeLessThan(16 * 1024);
        reads[1].Headers["Range"].Should().Be($"bytes={first + 1}-{8 + json.Length - 1}");
    }

    [Fact]
    public async Task A_single_file_needs_no_index()
    {
        var whole = new CheckpointBuilder(Folder.Combine("whole"), DistributedMixtralConfig.FromPretrained(Model));
        Directory.CreateDirectory(whole.Directory);
        whole.WriteSingle();
        File.Copy(PathOf("config.json"), whole.PathOf("config.json"));

        CheckpointReport report = await ShouldFindTheSameAsync(directory: whole.Directory);

        report.IsValid.Should().BeTrue(report.ToString());
        report.Index.Format.Should().Be(CheckpointFormat.Safetensors);
        report.Index.WeightMap.Should().HaveCount(whole.Tensors.Count);
        report.Index.TotalSize.Should().Be(whole.Tensors.Sum(tensor => tensor.Size));
    }

    [Fact]
    public async Task Verify_checks_only_the_presence_of_pickles()
    {
        foreach (string file in Directory.GetFiles(Model, "model*"))
        {
            File.Delete(file);
        }

        await File.WriteAllTextAsync(PathOf("pytorch_model-1.bin"), "a pickle", Cancellation);
        await File.WriteAllTextAsync(
            PathOf("pytorch_model.bin.index.json"),
            """{"weight_map": {"a": "pytorch_model-1.bin", "b": "pytorch_model-2.bin"}}""",
            Cancellation
        );

        CheckpointReport report = await ShouldFindTheSameAsync();

        report.Findings.Should().ContainSingle(finding => finding.ShardFile == "pytorch_model-2.bin");
        Hub.Gets.Should().NotContain(get => get.Target.EndsWith(".bin"));
    }

    [Fact]
    public async Task A_stale_index_is_recognized_by_the_list_of_files_of_the_repo()
    {
        foreach (int number in (int[])[1, 2, 3])
        {
            File.Move(PathOf(CheckpointBuilder.Shard(number)), PathOf($"other-0000{number}-of-00003.safetensors"));
        }

        (await ShouldFindTheSameAsync()).Findings.Should().ContainSingle(finding => finding.Found.Contains("stale"));
    }

    [Fact]
    public async Task LoadRemote_does_not_request_cached_files()
    {
        Remote.Add(Model);
        using var client = new HubClient(ClientOptions);
        await client.DownloadAsync(RangeHub.Repo, "config.json", cancellationToken: Cancellation);
        await client.DownloadAsync(RangeHub.Repo, Index, cancellationToken: Cancellation);
        await client.DownloadAsync(RangeHub.Repo, CheckpointBuilder.Shard(1), cancellationToken: Cancellation);
        Hub.Requests.Clear();

        (await VerifyAsync()).IsValid.Should().BeTrue();
        Hub.Requests.Should().HaveCount(3, "the list and two headers are missing");

        await client.DownloadAsync(RangeHub.Repo, CheckpointBuilder.Shard(2), cancellationToken: Cancellation);
        await client.DownloadAsync(RangeHub.Repo, CheckpointBuilder.Shard(3), cancellationToken: Cancellation);
        Hub.Requests.Clear();

        (await VerifyAsync()).IsValid.Should().BeTrue();
        Hub.Requests.Should().BeEmpty();
    }

    [Fact]
    [Trait("cost", "seconds")]
    public async Task A_checkpoint_of_280_GB_is_checked_by_a_few_hundred_kilobytes()
    {
        DistributedMixtralConfig config = PublishedModels.Load("mistralai/Mixtral-8x22B-v0.1");
        var checkpoint = new CheckpointBuilder(Folder.Combine("large"), config, numShards: 59);
        checkpoint.Write();
        File.WriteAllText(checkpoint.PathOf("config.json"), config.ToJsonString());
        Remote.Add(checkpoint.Directory);

        CheckpointReport report = (await CheckpointIndex.LoadRemoteAsync(RangeHub.Repo, Options, Cancellation)).Verify(
            config
        );

        report.IsValid.Should().BeTrue(report.ToString());
        report.BytesOnDisk.Should().BeGreaterThan(280_000_000_000);
        Hub.Gets.Count(get => get.Target.EndsWith(".safetensors")).Should().Be(59);
        Remote.Sent.Should().BeLessThan(600_000);
    }

    [Fact]
    public async Task An_error_of_the_Hub_is_thrown()
    {
        Remote.Add(Model);
        Hub.Answer = async context =>
        {
            if (context.Request.Path.Value!.EndsWith(CheckpointBuilder.Shard(2), StringComparison.Ordinal))
            {
                context.Response.StatusCode = 403;
                return true;
            }

            return await Remote.AnswerAsync(context);
        };

        Throws<HubException>(() => CheckpointIndex.LoadRemote(RangeHub.Repo, Options));
        await ThrowsAsync<HubException>(() => VerifyAsync(false));
    }

    [Fact]
    public void LoadRemote_refuses_a_path_and_a_repo_without_weights()
    {
        Throws<ArgumentException>(() => CheckpointIndex.LoadRemote(Model), "*path on this machine*");
        Remote.Files["config.json"] = PathOf("config.json");
        Throws<ConfigNotFoundException>(
            () => CheckpointIndex.LoadRemote(RangeHub.Repo, Options),
            "*has no checkpoint*"
        );
    }

    [Fact]
    public async Task LoadRemote_in_offline_mode_needs_the_whole_checkpoint()
    {
        Remote.Add(Model);
        using var client = new HubClient(ClientOptions);
        await client.DownloadAsync(RangeHub.Repo, "config.json", cancellationToken: Cancellation);

        await ThrowsAsync<OfflineModeException>(() =>
            CheckpointIndex.LoadRemoteAsync(RangeHub.Repo, Options with { LocalFilesOnly = true }, Cancellation)
        );
    }

    private string PathOf(string file) => Path.Combine(Model, file);

    /// <summary>Verifies a directory both here and on the Hub, and compares the reports.</summary>
    private async Task<CheckpointReport> ShouldFindTheSameAsync(bool blocking = false, string? directory = null)
    {
        directory ??= Model;
        CheckpointReport local = CheckpointIndex
            .Load(directory)
            .Verify(DistributedMixtralConfig.FromPretrained(directory));
        CheckpointReport remote = await VerifyAsync(blocking, directory);

        remote
            .Findings.Select(finding => (finding.Kind, finding.Tensor, finding.ShardFile, finding.Expected))
            .Should()
            .Equal(
                local.Findings.Select(finding => (finding.Kind, finding.Tensor, finding.ShardFile, finding.Expected))
            );
        remote
            .Should()
            .BeEquivalentTo(
                local,
                options => options.Excluding(report => report.Index).Excluding(report => report.Findings)
            );
        return remote;
    }

    private async Task<CheckpointReport> VerifyAsync(bool blocking = true, string? directory = null)
    {
        directory ??= Model;
        Remote.Add(directory);
        CheckpointIndex index = blocking
            ? CheckpointIndex.LoadRemote(RangeHub.Repo, Options)
            : await CheckpointIndex.LoadRemoteAsync(RangeHub.Repo, Options, Cancellation);
        return index.Verify(DistributedMixtralConfig.FromPretrained(directory));
    }
}
