namespace Petals.Mixtral.Config.Validation;

/// <summary>How a client finds the swarm: its initial peers, the DHT prefix of the blocks, and the servers.</summary>
internal static class SwarmRules
{
    public static void Check(IClientConfig config, FailureList failures)
    {
        if (config.InitialPeers.Count == 0)
        {
            failures.Add(
                nameof(config.InitialPeers),
                "must name at least one peer",
                "Give the peers of your swarm. Leave the key out to use the public swarm."
            );
        }

        failures.CheckEach(
            config.InitialPeers,
            Kind.Text,
            address =>
                Multiaddr.FindFault(address) is { } fault
                    ? $"must be a multiaddr that ends in /p2p/ and a peer id, but {fault}"
                    : null,
            "Copy the address that the peer prints when it starts, such as /ip4/10.0.0.1/tcp/31337/p2p/Qm…."
        );
        if (config.DhtPrefix is { } prefix && !ModuleUid.IsPrefix(prefix))
        {
            failures.Add(
                nameof(config.DhtPrefix),
                "must neither be empty nor contain '.' or a space",
                ModuleUid.PublicPrefix
            );
        }

        IReadOnlyList<string> allowed = config.AllowedServers ?? [];
        IReadOnlyList<string> blocked = config.BlockedServers ?? [];
        CheckServers(allowed, nameof(config.AllowedServers));
        CheckServers(blocked, nameof(config.BlockedServers));
        var allowedSet = allowed.ToHashSet();
        failures.CheckEach(
            blocked,
            Kind.Text,
            id => allowedSet.Contains(id) ? "must not be in allowed_servers" : null,
            "Remove it from one of the two.",
            nameof(config.BlockedServers)
        );

        void CheckServers(IReadOnlyList<string> ids, string setting) =>
            failures.CheckEach(
                ids,
                Kind.Text,
                id => PeerId.IsValid(id) ? null : "must be a peer id, such as Qm… or 12D3KooW…",
                "Give only the part after /p2p/ of the address of the server.",
                setting
            );
    }
}
