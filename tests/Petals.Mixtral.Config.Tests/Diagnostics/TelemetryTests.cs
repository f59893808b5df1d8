using System.Diagnostics.Metrics;

namespace Petals.Mixtral.Config.Tests.Diagnostics;

/// <summary>The traces, metrics and log messages of a load.</summary>
public sealed class TelemetryTests : HubTest
{
    private const string Name = "Petals.Mixtral.Config";
    private const string Model = "acme/telemetry";

    /// <summary>Excludes the calls of tests that run at the same time.</summary>
    private readonly AsyncLocal<bool> _isMine = new();
    private readonly ConcurrentQueue<Activity> _activities = new();
    private readonly ConcurrentQueue<string> _measurements = new();
    private readonly ActivityListener _activityListener;
    private readonly MeterListener _meterListener = new();

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

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        Hub.Publish(FileName, TinyConfig.Json, repo: Model);
    }

    public override ValueTask DisposeAsync()
    {
        _activityListener.Dispose();
        _meterListener.Dispose();
        return base.DisposeAsync();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_download_is_a_child_activity_of_a_load(bool blocking)
    {
        DistributedMixtralConfig config = await LoadModelAsync(blocking);

        Activity[] activities = [.. _activities];
        activities.Select(activity => activity.DisplayName).Should().Equal("download", "load");
        activities[0].ParentSpanId.Should().Be(activities[1].SpanId);
        activities[0].Kind.Should().Be(ActivityKind.Client);
        Tags(activities[0])
            .Should()
            .Equal(
                $"petals.config.repo={Model}",
                "petals.config.revision=main",
                "petals.config.file=config.json",
                $"petals.config.commit={Commit}",
                "petals.config.downloaded=True"
            );
        Tags(activities[1])
            .Should()
            .Equal(
                $"petals.config.model={Model}",
                "petals.config.revision=main",
                $"petals.config.path={config.LoadedFrom}",
                $"petals.config.commit={Commit}"
            );
        _measurements
            .Should()
            .Equal(
                $"petals.config.hub.received {Tiny.Bytes.Length} By ",
                "petals.config.hub.downloads 1 {download} petals.config.hub.outcome=downloaded",
                "petals.config.load.duration some s "
            );
        Log.Entries.Should()
            .ContainSingle(entry =>
                entry.Level == LogLevel.Information
                && entry.Message.StartsWith(
                    $"Downloaded config.json of {Model}, commit {Commit}: {Tiny.Bytes.Length} bytes in "
                )
            );
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_cache_hit_is_not_a_download_and_is_logged_at_Debug(bool blocking)
    {
        await LoadModelAsync(blocking);
        _activities.Clear();
        _measurements.Clear();
        using var log = new RecordingLoggerFactory { MinLevel = LogLevel.Debug };

        DistributedMixtralConfig config = await LoadModelAsync(blocking, Options with { LoggerFactory = log });

        _activities.Should().ContainSingle().Which.DisplayName.Should().Be("load");
        _measurements.Should().Equal("petals.config.load.duration some s ");
        log.Entries.Should().Contain((LogLevel.Debug, $"Found in the cache: {config.LoadedFrom}, commit {Commit}"));
        log.Category.Should().Be(Name);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task An_unchanged_file_is_a_download_without_bytes(bool blocking)
    {
        await LoadModelAsync(blocking);
        _activities.Clear();
        _measurements.Clear();

        await LoadModelAsync(blocking, Options with { ForceDownload = true });

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
    public async Task Each_retry_is_counted_and_logged_as_a_warning(bool blocking)
    {
        Hub.Failing(503, 2, "Retry-After", "7");

        await LoadModelAsync(blocking);

        _measurements.Take(2).Should().AllBe("petals.config.hub.retries 1 {retry} ");
        _measurements.Skip(2).Should().HaveCount(3).And.NotContain(measurement => measurement.Contains("retries"));
        string[] warnings = [.. Warnings];
        warnings.Should().HaveCount(2);
        warnings[0].Should().Match($"{Model}: retry 1 of 3 in 7 s: The file 'config.json'*answered 503*");
        warnings[1].Should().StartWith($"{Model}: retry 2 of 3 in 7 s: ");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_failure_is_recorded_with_its_type(bool blocking)
    {
        EntryNotFoundException exception = await ThrowsAsync<EntryNotFoundException>(() =>
            LoadModelAsync(blocking, Options with { ConfigFileName = "missing.json" })
        );

        _activities
            .Should()
            .HaveCount(2)
            .And.OnlyContain(activity =>
                activity.Status == ActivityStatusCode.Error
                && activity.StatusDescription == exception.Message
                && Tags(activity).Contains("error.type=Petals.Mixtral.Config.EntryNotFoundException")
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

    private Task<DistributedMixtralConfig> LoadModelAsync(bool blocking, PretrainedLoadOptions? options = null)
    {
        _isMine.Value = true;
        return blocking
            ? Task.FromResult(Load(options, Model))
            : DistributedMixtralConfig.FromPretrainedAsync(
                Model,
                options: options ?? Options,
                cancellationToken: Cancellation
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
