namespace Petals.Mixtral.Config;

/// <summary>What a client optimises when it chooses a route through the servers (Petals 2.3.0.dev2,
/// <c>client/routing/sequence_manager.py</c>).</summary>
public enum RoutingMode
{
    /// <summary>The lowest latency, for inference; <c>"min_latency"</c> in Python.</summary>
    MinLatency,

    /// <summary>The highest throughput, for forward and backward passes; <c>"max_throughput"</c> in Python.</summary>
    MaxThroughput,
}
