namespace Petals.Mixtral.Config;

/// <content>Reads the settings, a line each.</content>
public sealed partial record LMHeadConfig
{
    internal LMHeadConfig(ConfigSource json, LMHeadConfig others)
        : this(others)
    {
        UseChunkedForward = json.Read(LMHeadSettings.UseChunkedForward, UseChunkedForward);
        ChunkedForwardStep = json.Read(LMHeadSettings.ChunkedForwardStep, ChunkedForwardStep);
    }
}
