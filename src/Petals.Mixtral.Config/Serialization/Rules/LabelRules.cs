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

    /// <summary>
    /// Expands a new number of labels into new labels. As in Python, labels are kept if their number does not change.
    /// Other changes stay as they are.
    /// </summary>
    public static IEnumerable<SettingChange> Expand(SettingChange change, int numLabels)
    {
        if (change.Setting != PretrainedSettings.NumLabels)
        {
            return [change];
        }

        int count = (int)change.Value!;
        return count == numLabels
            ? []
            :
            [
                new(PretrainedSettings.Id2Label, Labels.ById(count), Origin: SettingOrigin.Derived),
                new(PretrainedSettings.Label2Id, Labels.Ids(count), Origin: SettingOrigin.Derived),
            ];
    }

    /// <summary>Checks the labels of an update.</summary>
    /// <exception cref="ConfigFormatException">The update has too many labels, or num_labels is not the number of
    /// labels in id2label.</exception>
    public static void Check(ConfigSource update, IReadOnlyList<SettingChange> changes)
    {
        SettingChange number = changes.LastOrDefault(change => change.Setting == PretrainedSettings.NumLabels);
        if (number.Setting is null)
        {
            return;
        }

        int count = (int)number.Value!;
        ThrowIfTooMany(update, count, number.Text!.Value);
        SettingChange labels = changes.LastOrDefault(change => change.Setting == PretrainedSettings.Id2Label);
        if (labels.Value is IReadOnlyDictionary<int, string> byId && byId.Count != count)
        {
            throw update.Unexpected(
                $"$.{number.Setting.Key}",
                number.Text.Value,
                $"{byId.Count}, the number of labels in the id2label of the same update"
            );
        }
    }

    private static void CreateByNumber(ConfigSource source)
    {
        // Python checks that label2id is an object before it replaces it.
        source.Read(PretrainedSettings.Label2Id, null);
        source.Remove(PretrainedSettings.Id2Label);
        source.Remove(PretrainedSettings.Label2Id);
        int count = source.Read(PretrainedSettings.NumLabels, Labels.DefaultById.Count);
        if (count != Labels.DefaultById.Count)
        {
            source.TryGetText(PretrainedSettings.NumLabels, out JsonSlice json);
            ThrowIfTooMany(source, count, json);
            source.SetValue(PretrainedSettings.Id2Label, Labels.ById(count), SettingOrigin.Derived);
            source.SetValue(PretrainedSettings.Label2Id, Labels.Ids(count), SettingOrigin.Derived);
        }
    }

    private static void ThrowIfTooMany(ConfigSource source, int count, JsonSlice json)
    {
        if (count > Labels.MaxCount)
        {
            throw source.Unexpected($"$.{PretrainedSettings.NumLabels.Key}", json, $"at most {Labels.MaxCount}");
        }
    }
}
