namespace Petals.Mixtral.Config.Tests.Support;

/// <summary>Calls the test for each message.</summary>
internal sealed class ActingLoggerFactory : RecordingLoggerFactory
{
    private readonly Action<string> _act;

    public ActingLoggerFactory(Action<string> act) => (_act, MinLevel) = (act, LogLevel.Trace);

    protected override void Add(LogLevel level, string message) => _act(message);
}
