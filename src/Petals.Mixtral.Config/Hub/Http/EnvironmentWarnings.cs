namespace Petals.Mixtral.Config.Hub.Http;

/// <summary>Warns about settings that probably do not have the effect that the user wants. It runs only before a
/// request, so loading a cached model is not slower.</summary>
internal static class EnvironmentWarnings
{
    public static void Report(ConfigEnvironment environment, HubFileAddress address, ILogger logger)
    {
        (string Name, string? Fault)[] variables =
        [
            .. EnvironmentSwitch.All.Select(name => (name, EnvironmentSwitch.FindFault(name, environment))),
            .. ProxyVariables.All.Select(name => (name, ProxyVariables.FindFault(name, environment))),
        ];
        foreach ((string name, string? fault) in variables.Where(variable => variable.Fault is not null))
        {
            Log.Warn(logger, $"{name} has no effect, because {fault}.");
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
