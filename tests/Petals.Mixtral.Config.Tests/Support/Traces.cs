namespace Petals.Mixtral.Config.Tests.Support;

/// <summary>The names, errors and tags of the traces of one test.</summary>
internal sealed class Traces : IDisposable
{
    private readonly Activity _test = new Activity("test").Start();
    private readonly ConcurrentQueue<string> _texts = new();
    private readonly ActivityListener _listener;

    public Traces()
    {
        ActivityTraceId trace = _test.TraceId;
        _listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == "Petals.Mixtral.Config",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = activity =>
            {
                if (activity.TraceId == trace)
                {
                    _texts.Enqueue(
                        $"{activity.DisplayName} {activity.StatusDescription} {string.Join(' ', activity.TagObjects)}"
                    );
                }
            },
        };
        ActivitySource.AddActivityListener(_listener);
    }

    public IEnumerable<string> Texts => _texts;

    public void Dispose()
    {
        _listener.Dispose();
        _test.Dispose();
    }
}
