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
                Log.NumLabelsIgnored(logger, source.Name, number, count);
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
    public static void Expand(ConfigSource update, List<SettingChange> changes, int numLabels)
    {
        int index = changes.FindIndex(change => change.Setting == PretrainedSettings.NumLabels);
        if (index < 0)
        {
            return;
        }

        (int count, JsonSlice json) = ((int)changes[index].Value!, changes[index].Text!.Value);
        int other = changes.FindIndex(change => change.Setting == PretrainedSettings.Id2Label);
        int given = other < 0 ? count : ((IReadOnlyDictionary<int, string>)changes[other].Value!).Count;
        int current = other >= 0 && other < index ? given : numLabels;
        changes.RemoveAt(index);
        changes.InsertRange(index, OfCount(update, count, current, json));
        if (given != count)
        {
            throw update.Unexpected(
                $"$.{PretrainedSettings.NumLabels.Key}",
                json,
                $"{given}, the number of labels in the id2label of the same update"
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
        source.TryGetText(PretrainedSettings.NumLabels, out JsonSlice json);
        foreach (SettingChange labels in OfCount(source, count, Labels.DefaultById.Count, json))
        {
            source.SetValue(labels.Setting, labels.Value, labels.Origin);
        }
    }

    /// <summary>The labels for a number of them. As in Python, they are kept if their number does not change.</summary>
    private static SettingChange[] OfCount(ConfigSource source, int count, int current, JsonSlice json)
    {
        if (count > Labels.MaxCount)
        {
            throw source.Unexpected($"$.{PretrainedSettings.NumLabels.Key}", json, $"at most {Labels.MaxCount}");
        }

        return count == current
            ? []
            :
            [
                new(PretrainedSettings.Id2Label, Labels.ById(count), Origin: SettingOrigin.Derived),
                new(PretrainedSettings.Label2Id, Labels.Ids(count), Origin: SettingOrigin.Derived),
            ];
    }
}
