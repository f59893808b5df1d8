namespace Petals.Mixtral.Config.Validation;

/// <summary>The allowed and blocked servers are peer ids, and no server is both.</summary>
internal static class ServerRules
{
    public static void Check(IClientConfig config, FailureList failures)
    {
        IReadOnlyList<string> allowed = config.AllowedServers ?? [];
        IReadOnlyList<string> blocked = config.BlockedServers ?? [];
        CheckIds(ClientSettings.AllowedServers, allowed, failures);
        CheckIds(ClientSettings.BlockedServers, blocked, failures);
        string[] both = [.. allowed.Intersect(blocked, StringComparer.Ordinal)];
        if (both.Length > 0)
        {
            failures.Add(
                ClientSettings.BlockedServers,
                FailureList.TextOf(both),
                "must not name servers that allowed_servers names",
                "Take them out of one of the two."
            );
        }
    }

    private static void CheckIds(Setting setting, IReadOnlyList<string> ids, FailureList failures) =>
        failures.CheckEach(
            setting,
            ids,
            PeerId.FindFault,
            "must be a peer id",
            "Give what follows /p2p/ in the address of the server, without the address."
        );
}
