using Petals.Mixtral.Config.Blocks;
using Petals.Mixtral.Config.Settings;

namespace Petals.Mixtral.Config.Validation;

/// <summary>How the swarm is found: the peers to begin with, and the prefix of the blocks.</summary>
internal static class SwarmRules
{
    public static void Check(IClientConfig config, FailureList failures)
    {
        CheckPeers(config.InitialPeers, failures);
        if (config.DhtPrefix is { } prefix)
        {
            CheckPrefix(prefix, failures);
        }
    }

    private static void CheckPeers(IReadOnlyList<string> peers, FailureList failures)
    {
        if (peers.Count == 0)
        {
            failures.Add(
                ClientSettings.InitialPeers,
                "[]",
                "must name at least one peer",
                "Give the peers of your swarm, or leave it out for those of the public swarm."
            );
        }

        for (int i = 0; i < peers.Count; i++)
        {
            if (Multiaddr.FaultOf(peers[i]) is { } fault)
            {
                failures.Add(
                    $"{ClientSettings.InitialPeers.Key}[{i}]",
                    FailureList.TextOf(peers[i]),
                    $"must be a multiaddr that ends in /p2p/ and a peer id, but {fault}",
                    "Copy the address that the peer prints when it starts, such as /ip4/10.0.0.1/tcp/31337/p2p/Qm…."
                );
            }
        }
    }

    /// <summary>A block is announced as <c>{prefix}.{index}</c>, and a chain of blocks is joined by spaces.</summary>
    private static void CheckPrefix(string prefix, FailureList failures)
    {
        if (!ModuleUid.IsPrefix(prefix))
        {
            failures.Add(
                ClientSettings.DhtPrefix,
                FailureList.TextOf(prefix),
                "must neither be empty nor hold '.' or a space",
                ModuleUid.PublicPrefix
            );
        }
    }
}
