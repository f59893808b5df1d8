namespace Petals.Mixtral.Config.Serialization.Rules;

/// <summary>What Petals' <c>from_pretrained</c> and its client class add to the values of a file.</summary>
internal static class PetalsRules
{
    public const string MaxRetriesVariable = "PETALS_MAX_RETRIES";

    /// <summary>Sets the pad token and the DHT prefix.</summary>
    /// <param name="source">The values of the file.</param>
    /// <param name="repoId">The repo id; null for a local path.</param>
    /// <param name="dhtPrefix">The prefix that the caller gives, if any.</param>
    /// <param name="logger">Reports a derived prefix.</param>
    public static void Apply(ConfigSource source, string? repoId, string? dhtPrefix, ILogger logger)
    {
        if (source.IsNullOrMissing(PretrainedSettings.PadTokenId))
        {
            source.SetValue(PretrainedSettings.PadTokenId, 0, SettingOrigin.Derived);
        }

        if (dhtPrefix is not null)
        {
            source.SetValue(ClientSettings.DhtPrefix, dhtPrefix, SettingOrigin.Option);
        }
        else if (repoId is not null)
        {
            string derived = ClientConfig.DeriveDhtPrefix(repoId);
            source.SetValue(ClientSettings.DhtPrefix, derived, SettingOrigin.Derived);
            Log.UsingDhtPrefix(logger, derived);
        }
        else if (!source.Has(ClientSettings.DhtPrefix))
        {
            // Petals sets it even to null, so it is always written.
            source.SetValue(ClientSettings.DhtPrefix, null, SettingOrigin.Default);
        }
    }

    /// <summary>Reads the default of <c>max_retries</c> from the environment, as Petals does at import.</summary>
    /// <exception cref="PretrainedConfigException">The variable is not an integer.</exception>
    public static void ReadMaxRetries(ConfigSource source, ConfigEnvironment environment)
    {
        if (source.Has(ClientSettings.MaxRetries) || environment.GetVariable(MaxRetriesVariable) is not { } variable)
        {
            return;
        }

        if (!PythonInteger.TryParse(variable, out int maxRetries))
        {
            throw new PretrainedConfigException(
                $"The environment variable {MaxRetriesVariable} is '{Printable.Short(variable)}'; "
                    + "it must be an integer of 32 bits. Correct it, or unset it."
            );
        }

        source.SetValue(ClientSettings.MaxRetries, (int?)maxRetries, SettingOrigin.Environment);
    }
}
