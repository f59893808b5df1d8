namespace Petals.Mixtral.Config.Loading;

/// <summary>What the loader found out without requests and writes.</summary>
internal sealed class ResolutionTrace
{
    /// <summary>The model on the Hub; null if the argument is a local path.</summary>
    public RepoFile? Model { get; set; }

    /// <summary>The file on this machine; null if the model is not on it.</summary>
    public PretrainedFile? File { get; set; }

    /// <summary>What the file looks like; null if it may be the config of a Mixtral model.</summary>
    public string? ForeignKind { get; set; }

    /// <summary>The file that the loader would request; null if it would not.</summary>
    public HubFileAddress? Address { get; set; }
}
