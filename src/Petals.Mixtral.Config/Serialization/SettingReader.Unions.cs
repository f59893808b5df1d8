using System.Text;
using Petals.Mixtral.Config.PythonJson;

namespace Petals.Mixtral.Config.Serialization;

/// <content>The settings that take one of a few values.</content>
internal readonly partial struct SettingReader
{
    public ProblemType? ProblemType(Setting setting, ProblemType? missing) => OneOf(setting, missing,
    [
        ("\"regression\"", Config.ProblemType.Regression),
        ("\"single_label_classification\"", Config.ProblemType.SingleLabelClassification),
        ("\"multi_label_classification\"", Config.ProblemType.MultiLabelClassification),
        ("null", null),
    ]);

    public TuningMode? TuningMode(Setting setting, TuningMode? missing) => OneOf(setting, missing,
        [("\"ptune\"", Config.TuningMode.PTune), ("\"deep_ptune\"", Config.TuningMode.DeepPTune), ("null", null)]);

    public ShowRoute ShowRoute(Setting setting, ShowRoute missing) => OneOf(setting, missing,
        [("false", Config.ShowRoute.Never), ("\"inference\"", Config.ShowRoute.Inference), ("true", Config.ShowRoute.Always)]);

    public ChunkedForward ChunkedForward(Setting setting, ChunkedForward missing) => OneOf(setting, missing,
        [("\"auto\"", Config.ChunkedForward.Auto), ("true", Config.ChunkedForward.True), ("false", Config.ChunkedForward.False)]);

    private TValue OneOf<TValue>(Setting setting, TValue missing, ReadOnlySpan<(string Text, TValue Value)> choices)
    {
        if (!Document.Has(setting))
        {
            return missing;
        }

        ReadOnlySpan<byte> value = Document.Value(setting).Text;
        string text = value[0] == '"' ? $"\"{JsonText.Decode(value)}\"" : Encoding.UTF8.GetString(value);
        var names = new List<string>();
        foreach ((string choice, TValue meaning) in choices)
        {
            if (text == choice)
            {
                return meaning;
            }

            names.Add(choice);
        }

        throw Document.Unexpected(setting, $"one of {string.Join(", ", names)}");
    }
}
