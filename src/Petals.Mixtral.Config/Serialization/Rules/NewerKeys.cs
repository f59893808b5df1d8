namespace Petals.Mixtral.Config.Serialization.Rules;

/// <summary>
/// Files of transformers 5 have newer keys: <c>dtype</c> for <c>torch_dtype</c>, <c>num_experts</c> for
/// <c>num_local_experts</c>, and <c>rope_theta</c> inside <c>rope_parameters</c>. The newer key wins.
/// </summary>
internal static class NewerKeys
{
    public static void Apply(ConfigSource source, ILogger logger)
    {
        Prefer(source, PretrainedSettings.Dtype, PretrainedSettings.TorchDtype, logger);
        Prefer(source, MixtralSettings.NumExperts, MixtralSettings.NumLocalExperts, logger);
        if (RopeParameters.ReadTheta(source, source.Extras) is var (theta, value))
        {
            Prefer(source, RopeParameters.Key, theta, value, MixtralSettings.RopeTheta, logger);
        }
    }

    private static void Prefer<T>(ConfigSource source, Setting<T> newer, Setting<T> older, ILogger logger)
    {
        if (source.TryGetText(newer, out JsonSlice json) && !json.IsNull)
        {
            Prefer(source, newer.Key, json, source.Read(newer, default!), older, logger);
        }
    }

    private static void Prefer<T>(
        ConfigSource source,
        string newerKey,
        JsonSlice json,
        T value,
        Setting<T> older,
        ILogger logger
    )
    {
        if (!source.IsNullOrMissing(older))
        {
            if (Equals(source.Read(older, default!), value))
            {
                return;
            }

            Log.Warn(logger, $"{source.Name}: {newerKey} and {older.Key} differ; {newerKey} is used.");
        }

        source.SetText(older, json, SettingOrigin.File);
    }
}
