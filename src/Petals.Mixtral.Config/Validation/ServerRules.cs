using Petals.Mixtral.Config.Settings;

namespace Petals.Mixtral.Config.Validation;

/// <summary>Which servers may be used: peer ids, none of them both allowed and blocked.</summary>
internal static class ServerRules
{
    public static void Check(IClientConfig config, FailureList failures)
    {
        CheckIds(ClientSettings.AllowedServers, config.AllowedServers ?? [], failures);
        CheckIds(ClientSettings.BlockedServers, config.BlockedServers ?? [], failures);
        string[] both =
        [
            .. (config.AllowedServers ?? []).Intersect(config.BlockedServers ?? [], StringComparer.Ordinal),
        ];
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

    private static void CheckIds(Setting setting, IReadOnlyList<string> ids, FailureList failures)
    {
        for (int i = 0; i < ids.Count; i++)
        {
            if (PeerId.FaultOf(ids[i]) is { } fault)
            {
                failures.Add(
                    $"{setting.Key}[{i}]",
                    FailureList.TextOf(ids[i]),
                    $"must be a peer id, but {fault}",
                    "Give what follows /p2p/ in the address of the server, without the address."
                );
            }
        }
    }
}
