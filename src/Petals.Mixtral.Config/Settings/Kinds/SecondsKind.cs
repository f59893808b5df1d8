namespace Petals.Mixtral.Config.Settings.Kinds;

/// <summary>
/// A time: a number of seconds in Python, a <see cref="TimeSpan"/> here. Infinity is
/// <see cref="Timeout.InfiniteTimeSpan"/>.
/// </summary>
internal sealed class SecondsKind() : Kind<TimeSpan>("a number of seconds, or Infinity")
{
    private static readonly string Range = $"from 0 to {TimeSpan.MaxValue.TotalSeconds:0} seconds, or Infinity";

    public override string ExpectedText => "seconds, such as 180 or 2.5, or a time, such as 00:03:00";

    public override KindFault? Read(JsonSlice json, out TimeSpan value)
    {
        value = default;
        bool isTime = JsonScalar.TryReadDouble(json, out double seconds) && TryConvert(seconds, out value);
        return isTime ? null : new KindFault(json, Math.Abs(seconds) > 0 ? Range : Expected);
    }

    public override void Write(PythonJsonWriter writer, TimeSpan value)
    {
        if (value == Timeout.InfiniteTimeSpan)
        {
            writer.Float(double.PositiveInfinity);
        }
        else if (value.Ticks % TimeSpan.TicksPerSecond == 0)
        {
            writer.Integer(value.Ticks / TimeSpan.TicksPerSecond);
        }
        else
        {
            writer.Float(value.TotalSeconds);
        }
    }

    public override string ExplainText(string? text)
    {
        string[] parts = (text ?? "").Split(':');
        double most = parts.Length > 1 ? TimeSpan.MaxValue.Days : 0;
        return PythonFloat.TryParse(parts[0], out double number) && Math.Abs(number) > most ? Range : ExpectedText;
    }

    protected override bool TryParse(string text, out TimeSpan value)
    {
        int colon = text.IndexOf(':');
        if (colon < 0)
        {
            value = default;
            return PythonFloat.TryParse(text, out double seconds) && TryConvert(seconds, out value);
        }

        // .NET parses 24:00:00 as 24 days. Here, days need their point.
        return TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out value)
            && value != Timeout.InfiniteTimeSpan
            && (value.Days == 0 || text.AsSpan(0, colon).Contains('.'));
    }

    private static bool TryConvert(double seconds, out TimeSpan value)
    {
        double ticks = Math.Round(seconds * TimeSpan.TicksPerSecond);
        value = seconds switch
        {
            // TimeSpan.MaxValue in seconds rounds to a double that is too large to convert back.
            _ when Math.Abs(seconds) == TimeSpan.MaxValue.TotalSeconds => seconds > 0
                ? TimeSpan.MaxValue
                : TimeSpan.MinValue,
            _ when ticks is > long.MinValue and < long.MaxValue => new TimeSpan((long)ticks),
            _ => Timeout.InfiniteTimeSpan,
        };

        // InfiniteTimeSpan is -1 ms. A file that contains -0.001 does not mean infinity.
        return double.IsPositiveInfinity(seconds) || value != Timeout.InfiniteTimeSpan;
    }
}
