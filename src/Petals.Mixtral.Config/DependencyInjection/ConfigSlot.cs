namespace Petals.Mixtral.Config.DependencyInjection;

/// <summary>The config of one name: loaded on first use, and replaced when a change can be loaded.</summary>
internal sealed class ConfigSlot(Func<DistributedMixtralConfig> load)
{
    private readonly Lock _loading = new();
    private DistributedMixtralConfig? _first;
    private volatile DistributedMixtralConfig? _current;

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

    /// <summary>Loads again, unless nothing was loaded yet. Returns whether the config is another one now.</summary>
    public bool Reload()
    {
        lock (_loading)
        {
            // LoadedFrom is not part of the value, but callers can read it.
            if (
                _current is null
                || load() is not { } loaded
                || (loaded == _current && loaded.LoadedFrom == _current.LoadedFrom)
            )
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
                "The config was asked for while it is being loaded: what configures or validates it must not "
                    + "depend on it."
            );
        }

        lock (_loading)
        {
            if (_current is null)
            {
                _first = load();
                _current = _first;
            }

            return _current;
        }
    }
}
