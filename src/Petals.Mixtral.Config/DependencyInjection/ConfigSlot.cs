namespace Petals.Mixtral.Config.DependencyInjection;

/// <summary>The config of one name: loaded on first use, and replaced when a change can be loaded.</summary>
internal sealed class ConfigSlot(Func<DistributedMixtralConfig> load)
{
    private readonly Lock _loading = new();
    private DistributedMixtralConfig? _first;
    private volatile DistributedMixtralConfig? _current;

    /// <summary>The last reload, if it failed.</summary>
    public FailedReload? LastFailure { get; set; }

    /// <summary>The newest config that could be loaded. If loading fails, the next call tries again.</summary>
    public DistributedMixtralConfig Current => _current ?? LoadFirst();

    /// <summary>The config that was loaded first. No change replaces it.</summary>
    public DistributedMixtralConfig First
    {
        get
        {
            _ = Current;
            return _first!;
        }
    }

    /// <summary>Loads again, unless nothing was loaded yet. Returns whether the config has changed.</summary>
    public bool Reload()
    {
        lock (_loading)
        {
            if (_current is not { } previous)
            {
                return false;
            }

            DistributedMixtralConfig loaded = load();
            LastFailure = null;

            // LoadedFrom is not part of the value, but callers can read it.
            if (loaded == previous && loaded.LoadedFrom == previous.LoadedFrom)
            {
                return false;
            }

            _current = loaded;
            return true;
        }
    }

    private DistributedMixtralConfig LoadFirst()
    {
        if (_loading.IsHeldByCurrentThread)
        {
            throw new InvalidOperationException(
                "The config was requested while it is being loaded. Code that configures or validates it must not use "
                    + "it."
            );
        }

        lock (_loading)
        {
            return _current ??= _first = load();
        }
    }
}
