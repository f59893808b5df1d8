using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Primitives;

namespace Petals.Mixtral.Config.DependencyInjection;

/// <summary>
/// The configs of a container by name. Unlike .NET's own monitor it keeps the last good config: a change that cannot be
/// loaded, or is not valid, is logged and reported by <see cref="ConfigReloads"/>, and has no other effect.
/// </summary>
internal sealed class ConfigMonitor
    : IOptionsMonitor<DistributedMixtralConfig>,
        IOptions<DistributedMixtralConfig>,
        IDisposable
{
    private readonly ConcurrentDictionary<string, ConfigSlot> _slots = new();
    private readonly CancellationTokenSource _disposal = new();
    private readonly IServiceProvider _provider;
    private readonly ILogger _logger;
    private readonly IDisposable[] _subscriptions;
    private event Action<DistributedMixtralConfig, string>? Changed;

    /// <summary>Begins to watch; nothing is loaded.</summary>
    public ConfigMonitor(IServiceProvider provider)
    {
        _provider = provider;
        _logger = Log.Create(provider.GetService<ILoggerFactory>());
        _subscriptions =
        [
            .. provider
                .GetServices<ConfigSection>()
                .Select(it => ChangeToken.OnChange(it.Section.GetReloadToken, Reload, it.Name)),
        ];
    }

    public DistributedMixtralConfig CurrentValue => Get(null);

    public DistributedMixtralConfig Value => SlotOf(null).First;

    public DistributedMixtralConfig Get(string? name) => SlotOf(name).Current;

    public ConfigSlot SlotOf(string? name) =>
        _slots.GetOrAdd(
            name ?? Options.DefaultName,
            key => new ConfigSlot(() => new ConfigLoader(_provider).Load(key, _disposal.Token))
        );

    public IDisposable OnChange(Action<DistributedMixtralConfig, string?> listener)
    {
        ArgumentNullException.ThrowIfNull(listener);

        // Each subscription has its own delegate. Otherwise, disposing one would end another of the same listener.
        Action<DistributedMixtralConfig, string> heard = (config, name) => listener(config, name);
        Changed += heard;
        return new Subscription(() => Changed -= heard);
    }

    /// <summary>
    /// Cancels the loads that are running, because ending a subscription waits for its reload. The container calls it
    /// once for each service that is this object.
    /// </summary>
    public void Dispose()
    {
        if (!_disposal.IsCancellationRequested)
        {
            _disposal.Cancel();
            Array.ForEach(_subscriptions, subscription => subscription.Dispose());
            _disposal.Dispose();
        }
    }

    /// <summary>Whether the disposal of the container has begun. It may reach other services first.</summary>
    private bool IsDisposed
    {
        get
        {
            try
            {
                return _disposal.IsCancellationRequested || _provider.GetService<IServiceProvider>() is null;
            }
            catch (ObjectDisposedException)
            {
                return true;
            }
        }
    }

    private void Reload(string name)
    {
        ConfigSlot slot = SlotOf(name);
        string shown = name.Length == 0 ? "(default)" : name;
        bool isChanged = false;
        Run(
            () => isChanged = slot.Reload(),
            exception =>
            {
                slot.LastFailure = new FailedReload(DateTimeOffset.UtcNow, exception);
                Log.ChangeNotUsed(_logger, shown, exception.Message);
            }
        );
        if (!isChanged)
        {
            return;
        }

        Log.ConfigChanged(_logger, shown);
        foreach (Action<DistributedMixtralConfig, string> listener in Delegate.EnumerateInvocationList(Changed))
        {
            Run(() => listener(slot.Current, name), exception => Log.ListenerFailed(_logger, exception, shown));
        }
    }

    /// <summary>A provider, a delegate of the program or the loading may throw anything. The host keeps
    /// running.</summary>
    private void Run(Action action, Action<Exception> report)
    {
        try
        {
            action();
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            if (!IsDisposed)
            {
                report(exception);
            }
        }
    }

    private sealed class Subscription(Action end) : IDisposable
    {
        public void Dispose() => end();
    }
}
