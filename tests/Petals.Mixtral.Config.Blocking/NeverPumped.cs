namespace Petals.Mixtral.Config.Blocking;

/// <summary>The context of a thread that is blocked: what is posted to it does not run.</summary>
internal sealed class NeverPumped : SynchronizationContext
{
    public override void Post(SendOrPostCallback d, object? state) { }

    public override void Send(SendOrPostCallback d, object? state) =>
        throw new NotSupportedException("The thread of this context is blocked.");
}
