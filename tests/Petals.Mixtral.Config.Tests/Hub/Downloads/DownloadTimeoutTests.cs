using Petals.Mixtral.Config.Hub;
using Petals.Mixtral.Config.Tests.Support;

namespace Petals.Mixtral.Config.Tests.Hub.Downloads;

/// <summary>The time for a whole download, with its retries and waits.</summary>
public sealed class DownloadTimeoutTests : IAsyncLifetime
{
    private static readonly TimeSpan Short = TimeSpan.FromSeconds(0.3);
    private static readonly HubContent Tiny = HubContent.Of(TinyConfig.Json);

    private HubFixture _fixture = null!;

    public static TheoryData<TimeSpan> NotTimeouts =>
        [
            TimeSpan.Zero,
            TimeSpan.FromSeconds(-1),
            TimeSpan.MaxValue,
            TimeSpan.FromMilliseconds(int.MaxValue) + TimeSpan.FromTicks(1),
        ];

    public async ValueTask InitializeAsync() => _fixture = await HubFixture.WithTinyModelAsync();

    public ValueTask DisposeAsync() => _fixture.DisposeAsync();

    [Fact]
    public async Task FromPretrained_ends_a_download_whose_content_drips()
    {
        _fixture.Hub.Sending(async context =>
        {
            Tiny.Describe(context);
            context.Response.ContentLength = null;
            using var drip = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
            while (!context.RequestAborted.IsCancellationRequested && await drip.WaitForNextTickAsync())
            {
                await context.Response.Body.WriteAsync(new byte[512]);
            }
        });

        HubException exception = await FailAsync();

        exception
            .Message.Should()
            .Be(
                "The file 'config.json' of 'acme/tiny' (revision main) was not downloaded from "
                    + $"{_fixture.Hub.Endpoint.ToString().TrimEnd('/')} within 0.3 s, including retries. Check "
                    + "the connection, or increase the option DownloadTimeout."
            );
        exception.IsTransient.Should().BeTrue();
        _fixture.ShouldHaveKeptNothing();
    }

    [Fact]
    public async Task FromPretrained_ends_a_download_that_is_tried_again_and_again()
    {
        _fixture.Hub.Answering(context => context.Response.StatusCode = 503);

        // On the system's clock, the waits between the attempts take seconds.
        (await FailAsync(realTime: true))
            .Message.Should()
            .Contain("DownloadTimeout");
    }

    [Fact]
    public async Task FromPretrained_does_not_wait_longer_for_a_lock()
    {
        string path = _fixture.Directory.Write($"hub/.locks/models--acme--tiny/{Tiny.ETag}.lock", "");
        using var held = new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.None);

        (await FailAsync(realTime: true)).Message.Should().Contain("DownloadTimeout");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_caller_that_waits_for_the_download_of_another_has_its_own_time(bool blocking)
    {
        TaskCompletionSource asked = new(TaskCreationOptions.RunContinuationsAsynchronously);
        TaskCompletionSource release = new(TaskCreationOptions.RunContinuationsAsynchronously);
        HoldContent(asked, release.Task);
        Task<DistributedMixtralConfig> patient = Task.Run(
            () => _fixture.LoadAsync(blocking, Unlimited),
            TestContext.Current.CancellationToken
        );
        await asked.Task;

        await FluentActions
            .Awaiting(() => _fixture.LoadAsync(blocking, options => options with { DownloadTimeout = Short }))
            .Should()
            .ThrowExactlyAsync<HubException>()
            .WithMessage("*DownloadTimeout*");
        release.SetResult();

        (await patient).HiddenSize.Should().Be(64);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_caller_tries_again_when_the_time_of_the_one_it_waits_for_is_over(bool blocking)
    {
        TaskCompletionSource asked = new(TaskCreationOptions.RunContinuationsAsynchronously);
        TaskCompletionSource release = new(TaskCreationOptions.RunContinuationsAsynchronously);
        HoldContent(asked, release.Task);
        Task<DistributedMixtralConfig> hasty = Task.Run(
            () => _fixture.LoadAsync(blocking, options => options with { DownloadTimeout = Short }),
            TestContext.Current.CancellationToken
        );
        await asked.Task;
        Task<DistributedMixtralConfig> patient = Task.Run(
            () => _fixture.LoadAsync(blocking, Unlimited),
            TestContext.Current.CancellationToken
        );

        await FluentActions.Awaiting(() => hasty).Should().ThrowExactlyAsync<HubException>();
        release.SetResult();

        (await patient).HiddenSize.Should().Be(64);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_cached_file_is_used_when_the_time_to_refresh_it_is_over(bool blocking)
    {
        await _fixture.LoadAsync(blocking);
        _fixture.Hub.Answering(context => context.Response.StatusCode = 503);

        DistributedMixtralConfig config = await _fixture.LoadAsync(
            blocking,
            options =>
                options with
                {
                    DownloadTimeout = Short,
                    ForceDownload = true,
                    Environment = RealTime(options.Environment),
                }
        );

        config.HiddenSize.Should().Be(64);
        _fixture.Log.Entries.Should().Contain(entry => entry.Message.Contains("DownloadTimeout"));
    }

    [Theory]
    [MemberData(nameof(NotTimeouts))]
    public void A_time_that_is_not_positive_or_too_long_is_refused(TimeSpan time)
    {
        FluentActions
            .Invoking(() => new PretrainedLoadOptions { DownloadTimeout = time })
            .Should()
            .Throw<ArgumentOutOfRangeException>();
        FluentActions
            .Invoking(() => new HubClientOptions { DownloadTimeout = time })
            .Should()
            .Throw<ArgumentOutOfRangeException>();
        FluentActions
            .Invoking(() => new DistributedMixtralOptions { DownloadTimeout = time })
            .Should()
            .Throw<ArgumentOutOfRangeException>();
    }

    [Fact]
    public async Task HubClient_has_the_time_of_its_options()
    {
        _fixture.Hub.Answering(context => context.Response.StatusCode = 503);
        using var client = new HubClient(
            _fixture.ClientOptions with
            {
                DownloadTimeout = Short,
                Environment = RealTime(_fixture.Environment),
            }
        );

        FluentActions
            .Invoking(() => client.Download(HubCacheBuilder.Repo, "weights.bin"))
            .Should()
            .ThrowExactly<HubException>()
            .WithMessage("*within 0.3 s*DownloadTimeout*");
        await FluentActions
            .Awaiting(() => client.DownloadAsync(HubCacheBuilder.Repo, "weights.bin"))
            .Should()
            .ThrowExactlyAsync<HubException>();
    }

    [Theory]
    [InlineData("100", 100)]
    [InlineData("0.5", 0.5)]
    [InlineData("00:05:00", 300)]
    [InlineData("Infinity", -0.001)]
    public void A_configuration_can_set_the_time(string text, double seconds)
    {
        DistributedMixtralOptions options = TinyOptions.New();

        options.Bind(TinyOptions.Texts(("DownloadTimeout", text)));

        options.DownloadTimeout.TotalSeconds.Should().Be(seconds);
    }

    [Theory]
    [InlineData("0")]
    [InlineData("-1")]
    [InlineData("25.00:00:00")]
    [InlineData("soon")]
    public void A_configuration_that_sets_another_time_is_refused(string text) =>
        FluentActions
            .Invoking(() => TinyOptions.New().Bind(TinyOptions.Texts(("DownloadTimeout", text))))
            .Should()
            .Throw<ConfigFormatException>()
            .WithMessage("*Petals:DownloadTimeout*a positive time*");

    private static PretrainedLoadOptions Unlimited(PretrainedLoadOptions options) =>
        options with
        {
            DownloadTimeout = Timeout.InfiniteTimeSpan,
        };

    private static ConfigEnvironment RealTime(ConfigEnvironment environment) =>
        new(environment.GetVariable, environment.HomeDirectory);

    private Task<HubException> FailAsync(bool realTime = false) =>
        _fixture.FailAsync<HubException>(options =>
            options with
            {
                DownloadTimeout = Short,
                Environment = realTime ? RealTime(options.Environment) : options.Environment,
            }
        );

    private void HoldContent(TaskCompletionSource asked, Task release)
    {
        _fixture.Variables["HF_HUB_DOWNLOAD_TIMEOUT"] = "3600";
        _fixture.Hub.Sending(async context =>
        {
            asked.TrySetResult();
            await release.WaitAsync(context.RequestAborted).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (release.IsCompleted)
            {
                await Tiny.SendAsync(context);
            }
        });
    }
}
