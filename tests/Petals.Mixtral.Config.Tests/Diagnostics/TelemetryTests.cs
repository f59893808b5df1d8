using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using Microsoft.Extensions.Logging;
using Petals.Mixtral.Config.Tests.Support;

namespace Petals.Mixtral.Config.Tests.Diagnostics;

/// <summary>What traces, metrics and the log say of a load.</summary>
public sealed class TelemetryTests : IAsyncLifetime
{
    private const string Name = "Petals.Mixtral.Config";
    private const string Repo = "acme/telemetry";

    /// <summary>Flows with the calls of one test, so that those of others, which run at the same time, do not
    /// count.</summary>
    private readonly AsyncLocal<bool> _isMine = new();
    private readonly ConcurrentQueue<Activity> _activities = new();
    private readonly ConcurrentQueue<string> _measurements = new();
    private readonly ActivityListener _activityListener;
    private readonly MeterListener _meterListener = new();
    private HubFixture _fixture = null!;

    public TelemetryTests()
    {
        _activityListener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == Name,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = activity =>
            {
                if (_isMine.Value)
                {
                    _activities.Enqueue(activity);
                }
            },
        };
        ActivitySource.AddActivityListener(_activityListener);
        _meterListener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Name == Name)
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        _meterListener.SetMeasurementEventCallback<long>(
            (instrument, value, tags, _) => Add($"{instrument.Name} {value} {instrument.Unit} {Text(tags)}")
        );
        _meterListener.SetMeasurementEventCallback<double>(
            (instrument, value, tags, _) =>
                Add($"{instrument.Name} {(value > 0 ? "some" : "none")} {instrument.Unit} {Text(tags)}")
        );
        _meterListener.Start();
    }

    public async ValueTask InitializeAsync()
    {
        _fixture = await HubFixture.WithTinyModelAsync();
        _fixture.Hub.Publish("config.json", TinyConfig.Json, repo: Repo);
    }

    public ValueTask DisposeAsync()
    {
        _activityListener.Dispose();
        _meterListener.Dispose();
        return _fixture.DisposeAsync();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_download_is_a_part_of_a_load(bool blocking)
    {
        DistributedMixtralConfig config = await LoadAsync(blocking, _fixture.Options);

        Activity[] activities = [.. _activities];
        activities.Select(activity => activity.DisplayName).Should().Equal("download", "load");
        activities[0].ParentSpanId.Should().Be(activities[1].SpanId);
        activities[0].Kind.Should().Be(ActivityKind.Client);
        Tags(activities[0])
            .Should()
            .Equal(
                $"petals.config.repo={Repo}",
                "petals.config.revision=main",
                "petals.config.file=config.json",
                $"petals.config.commit={HubCacheBuilder.Commit}",
                "petals.config.downloaded=True"
            );
        Tags(activities[1])
            .Should()
            .Equal(
                $"petals.config.model={Repo}",
                "petals.config.revision=main",
                $"petals.config.path={config.LoadedFrom}",
                $"petals.config.commit={HubCacheBuilder.Commit}"
            );
        _measurements
            .Should()
            .Equal(
                $"petals.config.hub.received {HubContent.Of(TinyConfig.Json).Bytes.Length} By ",
                "petals.config.hub.downloads 1 {download} petals.config.hub.outcome=downloaded",
                "petals.config.load.duration some s "
            );
        _fixture
            .Log.Entries.Where(entry => entry.Message.StartsWith("Downloaded", StringComparison.Ordinal))
            .Should()
            .ContainSingle()
            .Which.Should()
            .Match<(LogLevel Level, string Message)>(entry =>
                entry.Level == LogLevel.Information
                && entry.Message.StartsWith(
                    $"Downloaded config.json of {Repo}, commit {HubCacheBuilder.Commit}: "
                        + $"{HubContent.Of(TinyConfig.Json).Bytes.Length} bytes in "
                )
            );
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_file_from_the_cache_is_no_download_and_is_told_at_Debug(bool blocking)
    {
        await LoadAsync(blocking, _fixture.Options);
        _activities.Clear();
        _measurements.Clear();
        using var log = new RecordingLoggerFactory { MinLevel = LogLevel.Debug };

        DistributedMixtralConfig config = await LoadAsync(blocking, _fixture.Options with { LoggerFactory = log });

        _activities.Should().ContainSingle().Which.DisplayName.Should().Be("load");
        _measurements.Should().Equal("petals.config.load.duration some s ");
        log.Entries.Should()
            .Contain((LogLevel.Debug, $"Found in the cache: {config.LoadedFrom}, commit {HubCacheBuilder.Commit}"));
        log.Category.Should().Be(Name);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task An_unchanged_file_is_a_download_without_bytes(bool blocking)
    {
        await LoadAsync(blocking, _fixture.Options);
        _activities.Clear();
        _measurements.Clear();

        await LoadAsync(blocking, _fixture.Options with { ForceDownload = true });

        _measurements
            .Should()
            .Equal(
                "petals.config.hub.downloads 1 {download} petals.config.hub.outcome=unchanged",
                "petals.config.load.duration some s "
            );
        Tags(_activities.First()).Should().Contain("petals.config.downloaded=False");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Each_retry_is_counted_and_warned_of(bool blocking)
    {
        _fixture.Hub.FailingFirst(2, 503, "Retry-After", "7");

        await LoadAsync(blocking, _fixture.Options);

        _measurements.Take(2).Should().AllBe("petals.config.hub.retries 1 {retry} ");
        _measurements
            .Skip(2)
            .Should()
            .HaveCount(3)
            .And.NotContain(measurement => measurement.Contains("retries", StringComparison.Ordinal));
        string[] warnings =
        [
            .. _fixture.Log.Entries.Where(entry => entry.Level == LogLevel.Warning).Select(entry => entry.Message),
        ];
        warnings.Should().HaveCount(2);
        warnings[0]
            .Should()
            .StartWith($"{Repo}: retry 1 of 3 in 7.0 s: The file 'config.json'")
            .And.Contain("answered 503");
        warnings[1].Should().StartWith($"{Repo}: retry 2 of 3 in 7.0 s: ");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_failure_is_told_by_its_type(bool blocking)
    {
        EntryNotFoundException exception = (
            await FluentActions
                .Awaiting(() => LoadAsync(blocking, _fixture.Options with { ConfigFileName = "missing.json" }))
                .Should()
                .ThrowExactlyAsync<EntryNotFoundException>()
        ).Which;

        _activities
            .Should()
            .HaveCount(2)
            .And.OnlyContain(activity =>
                activity.Status == ActivityStatusCode.Error && activity.StatusDescription == exception.Message
            );
        _measurements
            .Should()
            .Equal(
                "petals.config.hub.downloads 1 {download} error.type=Petals.Mixtral.Config.EntryNotFoundException",
                "petals.config.load.duration some s error.type=Petals.Mixtral.Config.EntryNotFoundException"
            );
    }

    private static IEnumerable<string> Tags(Activity activity) =>
        activity.TagObjects.Select(tag => $"{tag.Key}={tag.Value}");

    private static string Text(ReadOnlySpan<KeyValuePair<string, object?>> tags) =>
        string.Join(' ', tags.ToArray().Select(tag => $"{tag.Key}={tag.Value}"));

    private async Task<DistributedMixtralConfig> LoadAsync(bool blocking, PretrainedLoadOptions options)
    {
        _isMine.Value = true;
        return blocking
            ? DistributedMixtralConfig.FromPretrained(Repo, options: options)
            : await DistributedMixtralConfig.FromPretrainedAsync(
                Repo,
                options: options,
                cancellationToken: TestContext.Current.CancellationToken
            );
    }

    private void Add(string measurement)
    {
        if (_isMine.Value)
        {
            _measurements.Enqueue(measurement);
        }
    }
}
