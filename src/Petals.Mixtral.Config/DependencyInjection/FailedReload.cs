namespace Petals.Mixtral.Config.DependencyInjection;

/// <summary>A change of the configuration that could not be used: see <see cref="ConfigReloads"/>.</summary>
public sealed class FailedReload
{
    internal FailedReload(DateTimeOffset time, Exception error)
    {
        Time = time;
        Error = error;
    }

    /// <summary>When the reload failed.</summary>
    public DateTimeOffset Time { get; }

    /// <summary>Why it failed.</summary>
    public Exception Error { get; }
}
