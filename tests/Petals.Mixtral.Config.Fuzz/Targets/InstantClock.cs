namespace Petals.Mixtral.Config.Fuzz.Targets;

/// <summary>A clock on which every wait ends immediately.</summary>
internal sealed class InstantClock : TimeProvider
{
    private long _passed;

    public override long GetTimestamp() => base.GetTimestamp() + Interlocked.Read(ref _passed);

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        if (dueTime > TimeSpan.Zero)
        {
            Interlocked.Add(ref _passed, (long)(dueTime.TotalSeconds * TimestampFrequency));
            dueTime = TimeSpan.Zero;
        }

        return base.CreateTimer(callback, state, dueTime, period);
    }
}
