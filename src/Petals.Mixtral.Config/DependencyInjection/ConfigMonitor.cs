using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Primitives;
using Petals.Mixtral.Config.Diagnostics;

namespace Petals.Mixtral.Config.DependencyInjection;

/// <summary>
/// The configs of a container by name. Unlike .NET's own monitor it keeps the last good config: a change that cannot be
/// loaded, or is not valid, is logged and reported by <see cref="ConfigReloads"/>, and has no other effect.
/// </summary>
internal sealed class ConfigMonitor : IOptionsMonitor<DistributedMixtralConfig>, IDisposable
{
    private readonly ConcurrentDictionary<string, ConfigSlot> _slots = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, FailedReload> _failures = new(StringComparer.Ordinal);
    private readonly CancellationTokenSource _disposal = new();
    private readonly CancellationToken _disposing;
    private readonly IServiceProvider _provider;
    private readonly IOptionsFactory<DistributedMixtralConfig> _factory;
    private readonly ILogger _logger;
    private readonly TimeProvider _clock;
    private readonly IDisposable[] _subscriptions;
    private event Action<DistributedMixtralConfig, string>? Changed;

    /// <summary>Begins to watch; nothing is loaded.</summary>
    public ConfigMonitor(IServiceProvider provider)
    {
        _provider = provider;
        _disposing = _disposal.Token;
        _factory = provider.GetRequiredService<IOptionsFactory<DistributedMixtralConfig>>();
        _clock = provider.GetService<TimeProvider>() ?? TimeProvider.System;
        _logger = provider.GetService<ILoggerFactory>()?.CreateLogger(Log.Category) ?? NullLogger.Instance;
        _subscriptions =
        [
            .. provider
                .GetServices<IOptionsChangeTokenSource<DistributedMixtralConfig>>()
                .Select(source =>
                    ChangeToken.OnChange(
                        source.GetChangeToken,
                        Reload,
                        source.Name ?? Microsoft.Extensions.Options.Options.DefaultName
                    )
                ),
        ];
    }

    public DistributedMixtralConfig CurrentValue => Get(null);

    public DistributedMixtralConfig Get(string? name) => Slot(name).Current;

    /// <summary>The config as it was loaded first.</summary>
    public DistributedMixtralConfig GetFirst(string? name) => Slot(name).First;

    public FailedReload? GetLastFailure(string? name) =>
        _failures.GetValueOrDefault(name ?? Microsoft.Extensions.Options.Options.DefaultName);

    public IDisposable OnChange(Action<DistributedMixtralConfig, string?> listener)
    {
        ArgumentNullException.ThrowIfNull(listener);

        // A new delegate for each subscription, so that disposing one does not end another of the same listener.
        Action<DistributedMixtralConfig, string> heard = (config, name) => listener(config, name);
        Changed += heard;
        return new Subscription(() => Changed -= heard);
    }

    /// <summary>
    /// Cancels the loads that are running, because ending a subscription waits for its reload. The container calls it once
    /// for each service that is this object.
    /// </summary>
    public void Dispose()
    {
        if (_disposal.IsCancellationRequested)
        {
            return;
        }

        _disposal.Cancel();
        foreach (IDisposable subscription in _subscriptions)
        {
            subscription.Dispose();
        }

        _disposal.Dispose();
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

    private ConfigSlot Slot(string? name) =>
        _slots.GetOrAdd(
            name ?? Microsoft.Extensions.Options.Options.DefaultName,
            key => new ConfigSlot(() => Load(key))
        );

    private DistributedMixtralConfig Load(string name) =>
        _factory is ConfigFactory factory ? factory.Create(name, _disposing) : _factory.Create(name);

    private void Reload(string name)
    {
        bool isChanged;
        try
        {
            isChanged = Slot(name).Reload();
            _failures.TryRemove(name, out _);
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            // A provider, a delegate of the program or the loading may throw anything. The host keeps its config.
            if (!IsDisposed)
            {
                _failures[name] = new FailedReload(_clock.GetUtcNow(), exception);
                Log.ChangeNotUsed(_logger, Shown(name), exception.Message);
            }

            return;
        }

        if (isChanged)
        {
            Log.ConfigChanged(_logger, Shown(name));
            Notify(Get(name), name);
        }
    }

    private void Notify(DistributedMixtralConfig config, string name)
    {
        foreach (Action<DistributedMixtralConfig, string> listener in Changed?.GetInvocationList() ?? [])
        {
            try
            {
                listener(config, name);
            }
            catch (Exception exception) when (exception is not OutOfMemoryException)
            {
                if (!IsDisposed)
                {
                    Log.ListenerFailed(_logger, exception, Shown(name));
                }
            }
        }
    }

    private static string Shown(string name) => name.Length == 0 ? "(default)" : name;

    private sealed class Subscription(Action end) : IDisposable
    {
        public void Dispose() => end();
    }
}
