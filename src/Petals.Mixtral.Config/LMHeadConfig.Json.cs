using Keys = Petals.Mixtral.Config.Settings.LMHeadSettings;

namespace Petals.Mixtral.Config;

/// <content>Reads the settings, a line each.</content>
public sealed partial record LMHeadConfig
{
    internal LMHeadConfig(ConfigSource json, LMHeadConfig others)
        : this(others)
    {
        UseChunkedForward = json.Read(Keys.UseChunkedForward, UseChunkedForward);
        ChunkedForwardStep = json.Read(Keys.ChunkedForwardStep, ChunkedForwardStep);
    }
}
