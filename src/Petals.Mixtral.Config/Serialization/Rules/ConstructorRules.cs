namespace Petals.Mixtral.Config.Serialization.Rules;

/// <summary>What the constructors of MixtralConfig and PretrainedConfig do with the values of a file.</summary>
internal static class ConstructorRules
{
    private const string ModelType = "mixtral";

    public static void Apply(ConfigSource source, ILogger logger)
    {
        CheckModelType(source);
        NewerKeys.Apply(source, logger);
        TakePublicName(source);
        CountKeyValueHeads(source);
        LabelRules.Apply(source, logger);
    }

    /// <summary>The model type may be missing, because Python's class has its own.</summary>
    private static void CheckModelType(ConfigSource source)
    {
        if (
            source.TryGetText(PretrainedSettings.ModelType, out JsonSlice found)
            && !found.IsNull
            && (found.Text[0] != '"' || JsonText.Decode(found.Text) != ModelType)
        )
        {
            throw source.Unexpected(
                $"$.{PretrainedSettings.ModelType.Key}",
                found,
                $"\"{ModelType}\", the only model type that this class reads"
            );
        }
    }

    private static void TakePublicName(ConfigSource source)
    {
        if (
            source.TryGetText(PretrainedSettings.PublicNameOrPath, out JsonSlice name)
            && !source.Has(PretrainedSettings.NameOrPath)
        )
        {
            source.Read(PretrainedSettings.PublicNameOrPath, "");
            source.SetText(PretrainedSettings.NameOrPath, name, SettingOrigin.File);
        }
    }

    /// <summary>Null means as many key-value heads as attention heads.</summary>
    private static void CountKeyValueHeads(ConfigSource source)
    {
        if (source.TryGetText(MixtralSettings.NumKeyValueHeads, out JsonSlice heads) && heads.IsNull)
        {
            int attentionHeads = source.Read(MixtralSettings.NumAttentionHeads, ConfigParts.Defaults.NumAttentionHeads);
            source.SetValue(MixtralSettings.NumKeyValueHeads, attentionHeads, SettingOrigin.Derived);
        }
    }
}
