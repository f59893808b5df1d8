using System.Diagnostics.Metrics;
using Petals.Mixtral.Config.Diagnostics;

namespace Petals.Mixtral.Config.Tests.Diagnostics;

/// <summary>Instruments are named and described as OpenTelemetry recommends.</summary>
public sealed class TelemetryNamesTests
{
    [Fact]
    public void Every_instrument_is_in_the_namespace_of_the_library_and_has_a_unit_and_a_description()
    {
        Instrument[] instruments = [.. FindInstruments()];

        instruments
            .Select(instrument => instrument.Name)
            .Should()
            .BeEquivalentTo(
                "petals.config.load.duration",
                "petals.config.hub.downloads",
                "petals.config.hub.received",
                "petals.config.hub.retries"
            );
        instruments
            .Should()
            .AllSatisfy(instrument =>
            {
                instrument.Meter.Name.Should().Be(Telemetry.Name).And.Be("Petals.Mixtral.Config");
                instrument.Unit.Should().NotBeNullOrEmpty();
                instrument.Description.Should().NotBeNullOrEmpty();
            });
    }

    [Fact]
    public void The_buckets_of_the_load_duration_begin_at_a_millisecond_and_end_at_the_default_time_out()
    {
        IReadOnlyList<double> buckets = FindInstruments()
            .OfType<Histogram<double>>()
            .Single()
            .Advice!.HistogramBucketBoundaries!;

        buckets.Should().BeInAscendingOrder().And.OnlyHaveUniqueItems();
        buckets[0].Should().Be(0.001);
        buckets[^1].Should().Be(new PretrainedLoadOptions().DownloadTimeout.TotalSeconds);
    }

    private static List<Instrument> FindInstruments()
    {
        using var directory = new TempDirectory();
        directory.Write("config.json", TinyConfig.Json);
        DistributedMixtralConfig.FromPretrained(directory.Path);
        List<Instrument> instruments = [];
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, _) =>
            {
                if (instrument.Meter.Name == Telemetry.Name)
                {
                    instruments.Add(instrument);
                }
            },
        };
        listener.Start();
        return instruments;
    }
}
