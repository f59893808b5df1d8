namespace Petals.Mixtral.Config.Validation;

/// <summary>How a client finds the swarm: its initial peers, and the DHT prefix of the blocks.</summary>
internal static class SwarmRules
{
    public static void Check(IClientConfig config, FailureList failures)
    {
        if (config.InitialPeers.Count == 0)
        {
            failures.Add(
                config.InitialPeers,
                "must name at least one peer",
                "Give the peers of your swarm, or leave it out for those of the public swarm."
            );
        }

        failures.CheckEach(
            config.InitialPeers,
            address =>
                Multiaddr.FindFault(address) is { } fault
                    ? $"must be a multiaddr that ends in /p2p/ and a peer id, but {fault}"
                    : null,
            "Copy the address that the peer prints when it starts, such as /ip4/10.0.0.1/tcp/31337/p2p/Qm…."
        );
        if (config.DhtPrefix is { } prefix && !ModuleUid.IsPrefix(prefix))
        {
            failures.Add(config.DhtPrefix, "must neither be empty nor hold '.' or a space", ModuleUid.PublicPrefix);
        }
    }
}
