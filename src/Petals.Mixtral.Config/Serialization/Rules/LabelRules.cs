namespace Petals.Mixtral.Config.Serialization.Rules;

/// <summary>How <c>id2label</c>, <c>label2id</c> and <c>num_labels</c> depend on each other in Python.</summary>
internal static class LabelRules
{
    /// <summary>What Python's constructor does with the labels of a file.</summary>
    public static void Apply(ConfigSource source, ILogger logger)
    {
        if (source.IsNullOrMissing(PretrainedSettings.Id2Label))
        {
            CreateByNumber(source);
            return;
        }

        if (!source.IsNullOrMissing(PretrainedSettings.NumLabels))
        {
            int number = source.Read(PretrainedSettings.NumLabels, 0);
            int count = source.Read(PretrainedSettings.Id2Label, Labels.DefaultById).Count;
            if (number != count)
            {
                Log.Warn(
                    logger,
                    $"{source.Name}: num_labels is {number}, but id2label has {count} labels; id2label is used."
                );
            }
        }

        if (!source.Has(PretrainedSettings.Label2Id))
        {
            source.SetValue(PretrainedSettings.Label2Id, null, SettingOrigin.Derived);
        }
    }

    /// <summary>Replaces a new number of labels in an update by new labels.</summary>
    /// <exception cref="ConfigFormatException">The update has too many labels, or num_labels is not the number of
    /// labels in id2label.</exception>
    public static void Expand(ConfigSource update, int numLabels)
    {
        if (!update.TryGetText(PretrainedSettings.NumLabels, out JsonSlice json))
        {
            return;
        }

        int count = update.Read(PretrainedSettings.NumLabels, 0);
        update.Remove(PretrainedSettings.NumLabels);
        if (!update.Has(PretrainedSettings.Id2Label))
        {
            SetCount(update, count, numLabels, json);
        }
        else if (update.Read(PretrainedSettings.Id2Label, Labels.DefaultById).Count is var labels && labels != count)
        {
            throw Unexpected(update, json, $"{labels}, the number of labels in the id2label of the same update");
        }
    }

    private static void CreateByNumber(ConfigSource source)
    {
        // Python checks that label2id is an object before it replaces it.
        source.Read(PretrainedSettings.Label2Id, null);
        source.Remove(PretrainedSettings.Id2Label);
        source.Remove(PretrainedSettings.Label2Id);
        int count = source.Read(PretrainedSettings.NumLabels, Labels.DefaultById.Count);
        source.TryGetText(PretrainedSettings.NumLabels, out JsonSlice json);
        SetCount(source, count, Labels.DefaultById.Count, json);
    }

    /// <summary>Sets the labels for a number of them. As in Python, they are kept if their number does not
    /// change.</summary>
    private static void SetCount(ConfigSource source, int count, int current, JsonSlice json)
    {
        if (count > Labels.MaxCount)
        {
            throw Unexpected(source, json, $"at most {Labels.MaxCount}");
        }

        if (count != current)
        {
            source.SetValue(PretrainedSettings.Id2Label, Labels.ById(count), SettingOrigin.Derived);
            source.SetValue(PretrainedSettings.Label2Id, Labels.Ids(count), SettingOrigin.Derived);
        }
    }

    private static ConfigFormatException Unexpected(ConfigSource source, JsonSlice json, string expected) =>
        source.Unexpected(PretrainedSettings.NumLabels, new KindFault(json, expected));
}
