using System.Globalization;
using System.Text;
using Microsoft.Extensions.Logging;
using Petals.Mixtral.Config.Diagnostics;
using Petals.Mixtral.Config.PythonJson;

namespace Petals.Mixtral.Config.Serialization;

/// <summary>
/// What Python's constructors make of a file's keys beyond taking them as they are (transformers 4.43.1
/// <c>PretrainedConfig.__init__</c> and <c>MixtralConfig.__init__</c>), and what the newer spellings of transformers 5
/// mean.
/// </summary>
internal static class ConstructorRules
{
    private const string ModelType = "mixtral";
    private static readonly int UsualLabelCount = PretrainedConfig.DefaultId2Label.Count;

    public static void Apply(ConfigDocument document, ILogger logger)
    {
        CheckModelType(document);
        NewerSpellings.Apply(document, logger);
        NamePath(document);
        CountKeyValueHeads(document);
        MakeLabels(document, logger);
    }

    private static void CheckModelType(ConfigDocument document)
    {
        if (document.IsNullOrMissing(Setting.ModelType))
        {
            return;
        }

        ReadOnlySpan<byte> found = document.Value(Setting.ModelType).Text;
        if (found[0] != '"' || !JsonText.Is(found, ModelType))
        {
            throw document.Unexpected(Setting.ModelType, $"\"{ModelType}\", the only model type that this class reads");
        }
    }

    private static void NamePath(ConfigDocument document)
    {
        const Setting Public = Setting.NameOrPathWithoutUnderscore;
        if (document.Has(Public) && !document.Has(Setting.NameOrPath))
        {
            new SettingReader(document).String(Public, "");
            document.Set(Setting.NameOrPath, document.Value(Public), SettingOrigin.File);
        }
    }

    private static void CountKeyValueHeads(ConfigDocument document)
    {
        if (!document.Has(Setting.NumKeyValueHeads) || !document.Value(Setting.NumKeyValueHeads).IsNull)
        {
            return;
        }

        JsonSlice heads = document.Has(Setting.NumAttentionHeads)
            ? document.Value(Setting.NumAttentionHeads)
            : JsonSlice.Of(Encoding.ASCII.GetBytes($"{MixtralConfig.DefaultNumAttentionHeads}"));
        document.Set(Setting.NumKeyValueHeads, heads, SettingOrigin.Derived);
    }

    private static void MakeLabels(ConfigDocument document, ILogger logger)
    {
        if (document.IsNullOrMissing(Setting.Id2Label))
        {
            MakeLabelsByNumber(document);
            return;
        }

        var reader = new SettingReader(document);
        if (
            reader.Int32OrNull(Setting.NumLabels, null) is { } number
            && reader.LabelsById(Setting.Id2Label, PretrainedConfig.DefaultId2Label).Count is var labels
            && number != labels
        )
        {
            Log.NumLabelsIgnored(logger, document.Name, number, labels);
        }

        if (!document.Has(Setting.Label2Id))
        {
            document.Set(Setting.Label2Id, JsonSlice.Null, SettingOrigin.Derived);
        }
    }

    private static void MakeLabelsByNumber(ConfigDocument document)
    {
        var reader = new SettingReader(document);

        // Python replaces what the file says of ids by label, but not before it has looked that it is an object.
        reader.IdsByLabel(Setting.Label2Id, null);
        document.Remove(Setting.Id2Label);
        document.Remove(Setting.Label2Id);
        int number = reader.Int32(Setting.NumLabels, UsualLabelCount);
        if (number != UsualLabelCount)
        {
            SetLabels(document, number);
        }
    }

    /// <summary>Gives the labels <c>LABEL_0</c> and so on.</summary>
    public static void SetLabels(ConfigDocument document, int count)
    {
        if (count > ConfigLimits.MaxLabels)
        {
            throw document.Unexpected(Setting.NumLabels, $"at most {ConfigLimits.MaxLabels}");
        }

        var labels = new PythonJsonWriter();
        var ids = new PythonJsonWriter();
        labels.BeginObject();
        ids.BeginObject();
        for (int i = 0; i < count; i++)
        {
            string number = i.ToString(CultureInfo.InvariantCulture);
            string label = $"LABEL_{number}";
            labels.Name(number);
            labels.Text(label);
            ids.Name(label);
            ids.Integer(i);
        }

        labels.EndObject();
        ids.EndObject();
        document.Set(Setting.Id2Label, labels.ToSlice(), SettingOrigin.Derived);
        document.Set(Setting.Label2Id, ids.ToSlice(), SettingOrigin.Derived);
    }
}
