namespace Petals.Mixtral.Config;

/// <summary>The peers through which clients join the public Petals swarm (Petals 2.3.0.dev2, <c>constants.py</c>,
/// <c>PUBLIC_INITIAL_PEERS</c>).</summary>
public static class PublicInitialPeers
{
    private const string Bootstrap1 = "tcp/31337/p2p/QmedTaZXmULqwspJXz44SsPZyTNKxhnnFvYRajfH7MGhCY";
    private const string Bootstrap2 = "tcp/31338/p2p/QmQGTqmM7NKjV6ggU1ZCap8zWiyKR89RViDXiqehSiCpY5";

    /// <summary>All six: two hosts by name over IPv4 and over IPv6, and the same two by IPv4 address.</summary>
    public static IReadOnlyList<string> All { get; } =
        ValueList<string>.Create([
            $"/dns/bootstrap1.petals.dev/{Bootstrap1}",
            $"/dns/bootstrap2.petals.dev/{Bootstrap2}",
            $"/dns6/bootstrap1.petals.dev/{Bootstrap1}",
            $"/dns6/bootstrap2.petals.dev/{Bootstrap2}",
            $"/ip4/159.89.214.152/{Bootstrap1}",
            $"/ip4/159.203.156.48/{Bootstrap2}",
        ]);
}
