using System.Diagnostics;
using Petals.Mixtral.Config.PythonJson;
using Petals.Mixtral.Config.Serialization;

namespace Petals.Mixtral.Config;

/// <content>Between the record and the text of a config: one line a setting, each way.</content>
public sealed partial record PTuneConfig
{
    internal PTuneConfig(SettingReader json)
    {
        PreSeqLen = json.Int32(Setting.PreSeqLen, PreSeqLen);
        TuningMode = json.TuningMode(Setting.TuningMode, TuningMode);
    }

    /// <summary>Writes the value of a setting, whatever the text that it was read from.</summary>
    internal void WriteValue(Setting setting, PythonJsonWriter writer)
    {
        switch (setting)
        {
            case Setting.PreSeqLen:
                writer.Integer(PreSeqLen);
                break;
            case Setting.TuningMode:
                SettingText.Write(writer, TuningMode, ChoiceText.Of);
                break;
            default:
                throw new UnreachableException($"{setting} is not a setting of {nameof(PTuneConfig)}.");
        }
    }
}
