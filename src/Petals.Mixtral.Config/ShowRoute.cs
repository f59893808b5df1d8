namespace Petals.Mixtral.Config;

/// <summary>When a client logs the chosen route through the servers. In JSON a Boolean or the string
/// <c>"inference"</c>.</summary>
public enum ShowRoute
{
    /// <summary>Never; <c>false</c> in JSON.</summary>
    Never,

    /// <summary>For inference only, not for training; <c>"inference"</c> in JSON.</summary>
    Inference,

    /// <summary>Always; <c>true</c> in JSON.</summary>
    Always,
}
