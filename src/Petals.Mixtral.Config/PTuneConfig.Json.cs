using Keys = Petals.Mixtral.Config.Settings.PTuneSettings;

namespace Petals.Mixtral.Config;

/// <content>Reads the settings, a line each.</content>
public sealed partial record PTuneConfig
{
    internal PTuneConfig(ConfigSource json, PTuneConfig others)
        : this(others)
    {
        PreSeqLen = json.Read(Keys.PreSeqLen, PreSeqLen);
        TuningMode = json.Read(Keys.TuningMode, TuningMode);
    }
}
