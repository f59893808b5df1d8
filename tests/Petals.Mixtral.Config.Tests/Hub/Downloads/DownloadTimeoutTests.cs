namespace Petals.Mixtral.Config.Tests.Hub.Downloads;

/// <summary>DownloadTimeout limits a whole download, including its retries and waits.</summary>
public sealed class DownloadTimeoutTests : HubTest
{
    private static readonly TimeSpan Short = TimeSpan.FromSeconds(0.3);

    public static TheoryData<TimeSpan> NotTimeouts =>
        [
            TimeSpan.Zero,
            TimeSpan.FromSeconds(-1),
            TimeSpan.MaxValue,
            TimeSpan.FromMilliseconds(int.MaxValue) + TimeSpan.FromTicks(1),
        ];

    private PretrainedLoadOptions Hasty => Options with { DownloadTimeout = Short };

    /// <summary>Uses the clock of the system, so the waits between the attempts take seconds.</summary>
    private PretrainedLoadOptions RealTime =>
        Hasty with
        {
            Environment = new(Variables.GetValueOrDefault, Folder.Path),
        };

    [Fact]
    public async Task FromPretrained_ends_a_download_whose_content_drips()
    {
        Hub.Sending(context =>
        {
            Tiny.Describe(context);
            context.Response.ContentLength = null;
            return FakeHub.DripAsync(context, 512);
        });

        await ShouldFailAsync(
            "The file 'config.json' of 'acme/tiny' (revision main) was not downloaded from "
                + $"{Hub.Endpoint.ToString().TrimEnd('/')} within 0.3 s, including retries. Check "
                + "the connection, or increase the option DownloadTimeout.",
            Hasty,
            isTransient: true
        );
    }

    [Fact]
    public async Task FromPretrained_ends_a_download_that_is_retried_again_and_again()
    {
        Hub.Failing(503);

        await ShouldFailAsync("DownloadTimeout", RealTime, isTransient: true);
    }

    [Fact]
    [Needs(Locks)]
    public async Task FromPretrained_stops_waiting_for_a_lock_after_DownloadTimeout()
    {
        using FileStream held = Folder.Hold($"hub/.locks/models--acme--tiny/{Tiny.ETag}.lock");

        (await FailAsync<HubException>(RealTime)).Message.Should().Contain("DownloadTimeout");
    }

    [Theory]
    [InlineData(true, true)]
    [InlineData(true, false)]
    [InlineData(false, true)]
    [InlineData(false, false)]
    public async Task Two_callers_of_one_download_each_have_their_own_DownloadTimeout(bool blocking, bool hastyFirst)
    {
        TaskCompletionSource asked = new(TaskCreationOptions.RunContinuationsAsynchronously);
        TaskCompletionSource release = new(TaskCreationOptions.RunContinuationsAsynchronously);
        Variables["HF_HUB_DOWNLOAD_TIMEOUT"] = "3600";
        Hub.Sending(async context =>
        {
            asked.TrySetResult();
            await release.Task.WaitAsync(context.RequestAborted).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            await (release.Task.IsCompleted ? Tiny.SendAsync(context) : Task.CompletedTask);
        });
        PretrainedLoadOptions unlimited = Options with { DownloadTimeout = Timeout.InfiniteTimeSpan };

        Task<DistributedMixtralConfig> first = Begin(hastyFirst ? Hasty : unlimited);
        await asked.Task;
        Task<DistributedMixtralConfig> second = Begin(hastyFirst ? unlimited : Hasty);

        await ThrowsAsync<HubException>(() => hastyFirst ? first : second, "*DownloadTimeout*");
        release.SetResult();
        (await (hastyFirst ? second : first)).HiddenSize.Should().Be(64);

        Task<DistributedMixtralConfig> Begin(PretrainedLoadOptions options) =>
            Task.Run(() => LoadAsync(blocking, options), Cancellation);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_cached_file_is_used_when_the_time_to_refresh_it_is_over(bool blocking)
    {
        await LoadAsync(blocking);
        Hub.Failing(503);

        (await LoadAsync(blocking, RealTime with { ForceDownload = true })).HiddenSize.Should().Be(64);

        Log.Entries.Should().Contain(entry => entry.Message.Contains("DownloadTimeout"));
    }

    [Theory]
    [MemberData(nameof(NotTimeouts))]
    public void DownloadTimeout_must_be_positive_and_at_most_int_MaxValue_milliseconds(TimeSpan time)
    {
        Fail<ArgumentOutOfRangeException>(() => new PretrainedLoadOptions { DownloadTimeout = time });
        Fail<ArgumentOutOfRangeException>(() => new HubClientOptions { DownloadTimeout = time });
        Fail<ArgumentOutOfRangeException>(() => new DistributedMixtralOptions { DownloadTimeout = time });
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task HubClient_ends_a_download_after_its_DownloadTimeout(bool blocking)
    {
        Hub.Failing(503);
        using var client = new HubClient(
            ClientOptions with
            {
                DownloadTimeout = Short,
                Environment = RealTime.Environment,
            }
        );

        await ThrowsAsync<HubException>(
            async () =>
                _ = blocking
                    ? client.Download(Repo, "weights.bin")
                    : await client.DownloadAsync(Repo, "weights.bin", null, Cancellation),
            "*within 0.3 s*DownloadTimeout*"
        );
    }

    [Theory]
    [InlineData("100", 100.0)]
    [InlineData("0.5", 0.5)]
    [InlineData("00:05:00", 300.0)]
    [InlineData("Infinity", -0.001)]
    [InlineData("0", null)]
    [InlineData("-1", null)]
    [InlineData("25.00:00:00", null)]
    [InlineData("soon", null)]
    public void A_configuration_sets_DownloadTimeout_to_a_positive_time(string text, double? seconds)
    {
        DistributedMixtralOptions options = TinyOptions.New();
        Action bind = () => options.Bind(TinyOptions.Texts(("DownloadTimeout", text)));
        if (seconds is null)
        {
            bind.Should().Throw<ConfigFormatException>().WithMessage("*Petals:DownloadTimeout*a positive time*");
        }
        else
        {
            bind();
            options.DownloadTimeout.TotalSeconds.Should().Be(seconds);
        }
    }
}
