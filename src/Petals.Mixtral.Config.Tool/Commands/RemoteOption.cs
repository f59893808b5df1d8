using System.CommandLine;
using Petals.Mixtral.Config.Checkpoints;

namespace Petals.Mixtral.Config.Tool.Commands;

/// <summary>The option <c>--remote</c> of the commands that look at weights.</summary>
internal sealed class RemoteOption : Option<bool>
{
    public RemoteOption()
        : base("--remote")
    {
        Description = "Read the headers of files that are not in the cache from the Hub.";
    }

    /// <exception cref="ConfigNotFoundException">There is no checkpoint.</exception>
    /// <exception cref="UsageException">The model is a path, and the option is given.</exception>
    public CheckpointIndex Load(
        string model,
        DistributedMixtralConfig config,
        PretrainedLoadOptions location,
        ParseResult arguments
    )
    {
        if (!arguments.GetValue(this))
        {
            return CheckpointIndex.Load(model, location);
        }

        return config.CommitHash is { } commit
            ? CheckpointIndex.LoadRemote(model, location with { Revision = commit })
            : throw new UsageException($"--remote: '{model}' is a path on this machine; give a repo id.");
    }
}
