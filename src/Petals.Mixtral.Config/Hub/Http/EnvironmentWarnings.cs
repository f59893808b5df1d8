namespace Petals.Mixtral.Config.Hub.Http;

/// <summary>Warns about variables that probably do not have the effect that the user wants. It runs before a request,
/// so that a cached model costs nothing.</summary>
internal static class EnvironmentWarnings
{
    public static void Report(ConfigEnvironment environment, ILogger logger)
    {
        foreach (
            string name in (string[])
                [.. EnvironmentSwitch.OfflineVariables, TokenSource.DisableVariable, EnvironmentSwitch.NoLinksVariable]
        )
        {
            if (EnvironmentSwitch.IsUnclear(name, environment))
            {
                Log.SwitchUnclear(logger, name);
            }
        }

        foreach (string name in ProxyVariables.All)
        {
            if (ProxyVariables.UnusableScheme(name, environment) is { } scheme)
            {
                Log.ProxyUnusable(logger, name, scheme);
            }
        }
    }
}
