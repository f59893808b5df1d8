namespace Petals.Mixtral.Config.DependencyInjection;

/// <summary>The config of one name: loaded once, by whoever asks first, and replaced when a change can be
/// loaded.</summary>
internal sealed class ConfigSlot(Func<DistributedMixtralConfig> load)
{
    private readonly Lock _loading = new();
    private DistributedMixtralConfig? _first;
    private volatile DistributedMixtralConfig? _current;

    /// <summary>The newest config that could be loaded. Where loading fails, it is tried again by who asks
    /// next.</summary>
    public DistributedMixtralConfig Current => _current ?? LoadFirst();

    /// <summary>The config that was loaded first, which no change replaces.</summary>
    public DistributedMixtralConfig First
    {
        get
        {
            _ = Current;
            return _first!;
        }
    }

    /// <summary>Loads anew. Returns whether there is another config now; a slot that nobody has asked yet has none to
    /// replace.</summary>
    public bool Reload()
    {
        lock (_loading)
        {
            // Where a config comes from is no part of its value, and yet is told to whoever asks.
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
