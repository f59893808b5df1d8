namespace Petals.Mixtral.Config.Hub.Http;

/// <summary>Warns about settings that probably do not have the effect that the user wants. It runs before a request,
/// so that a cached model costs nothing.</summary>
internal static class EnvironmentWarnings
{
    public static void Report(ConfigEnvironment environment, HubFileAddress address, ILogger logger)
    {
        foreach (string name in EnvironmentSwitch.All.Where(name => EnvironmentSwitch.IsUnclear(name, environment)))
        {
            Log.Warn(logger, $"{name} is neither on nor off, so it counts as off. Set it to 1 or 0.");
        }

        foreach (string name in ProxyVariables.All)
        {
            if (ProxyVariables.UnusableScheme(name, environment) is { } scheme)
            {
                Log.Warn(
                    logger,
                    $"The proxy in {name} has the scheme {scheme}, which cannot be used. Use http, https, socks4, socks4a or "
                        + "socks5."
                );
            }
        }

        if (address.Token is { HasQuotes: true } token)
        {
            Log.Warn(
                logger,
                $"The access token from {token.Source} has quotes around it. Remove them: docker --env-file keeps them."
            );
        }

        if (address is { Token: not null, TokenToSend: null })
        {
            Log.Warn(
                logger,
                $"The access token is not sent, because the endpoint {address.EndpointText} is plain http."
            );
        }
    }
}
