namespace Petals.Mixtral.Config.Validation;

/// <summary>The allowed and blocked servers are peer ids, and no server is both.</summary>
internal static class ServerRules
{
    public static void Check(IClientConfig config, FailureList failures)
    {
        IReadOnlyList<string> allowed = config.AllowedServers ?? [];
        IReadOnlyList<string> blocked = config.BlockedServers ?? [];
        CheckIds(allowed, nameof(config.AllowedServers));
        CheckIds(blocked, nameof(config.BlockedServers));
        string[] both = [.. allowed.Intersect(blocked, StringComparer.Ordinal)];
        if (both.Length > 0)
        {
            failures.Add(
                both,
                "must not name servers that allowed_servers names",
                "Take them out of one of the two.",
                nameof(config.BlockedServers)
            );
        }

        void CheckIds(IReadOnlyList<string> ids, string setting) =>
            failures.CheckEach(
                ids,
                id => PeerId.FindFault(id) is { } fault ? $"must be a peer id, but {fault}" : null,
                "Give what follows /p2p/ in the address of the server, without the address.",
                setting
            );
    }
}
