using System.Diagnostics;
using Petals.Mixtral.Config.PythonJson;
using Petals.Mixtral.Config.Serialization;

namespace Petals.Mixtral.Config;

/// <content>Between the record and the text of a config: one line a setting, each way.</content>
public sealed partial record LMHeadConfig
{
    internal LMHeadConfig(SettingReader json)
    {
        UseChunkedForward = json.ChunkedForward(Setting.UseChunkedForward, UseChunkedForward);
        ChunkedForwardStep = json.Int32(Setting.ChunkedForwardStep, ChunkedForwardStep);
    }

    /// <summary>Writes the value of a setting, whatever the text that it was read from.</summary>
    internal void WriteValue(Setting setting, PythonJsonWriter writer)
    {
        switch (setting)
        {
            case Setting.UseChunkedForward:
                writer.Literal(ChoiceText.Of(UseChunkedForward));
                break;
            case Setting.ChunkedForwardStep:
                writer.Integer(ChunkedForwardStep);
                break;
            default:
                throw new UnreachableException($"{setting} is not a setting of {nameof(LMHeadConfig)}.");
        }
    }
}
