namespace Petals.Mixtral.Config.Serialization;

internal static class ConfigReader
{
    private const string NameOfText = "the JSON text";
    private static readonly UTF8Encoding StrictUtf8 = new(
        encoderShouldEmitUTF8Identifier: false,
        throwOnInvalidBytes: true
    );

    public static byte[] ToUtf8(string json)
    {
        ArgumentNullException.ThrowIfNull(json);
        try
        {
            return StrictUtf8.GetBytes(json);
        }
        catch (EncoderFallbackException exception)
        {
            throw new ConfigFormatException(
                $"{NameOfText}: expected Unicode, found half of a surrogate pair at character {exception.Index}.",
                exception
            );
        }
    }

    public static DistributedMixtralConfig ReadDistributed(byte[] utf8Json) =>
        BuildDistributed(ReadSource(utf8Json), ConfigEnvironment.Process);

    public static MixtralConfig ReadMixtral(byte[] utf8Json) => BuildMixtral(ReadSource(utf8Json, withPetals: false));

    public static ConfigSource ReadSource(byte[] utf8Json, bool withPetals = true)
    {
        var source = new ConfigSource(NameOfText, JsonSlice.FromText(utf8Json.WithoutByteOrderMark()))
        {
            WithPetals = withPetals,
        };
        Read(source, NullLogger.Instance);
        return source;
    }

    /// <summary>Finds the settings in the text of a source, and applies the rules of Python's constructors.</summary>
    public static void Read(ConfigSource source, ILogger logger)
    {
        ConfigParser.Parse(source);
        ConstructorRules.Apply(source, logger);
    }

    /// <summary>Builds the config of a source that was read.</summary>
    public static MixtralConfig BuildMixtral(ConfigSource source)
    {
        var config = new MixtralConfig(source, ConfigParts.Defaults.Model);
        source.AsRead = ConfigParts.Defaults with { Model = config };
        return config;
    }

    /// <inheritdoc cref="BuildMixtral"/>
    public static DistributedMixtralConfig BuildDistributed(ConfigSource source, ConfigEnvironment environment)
    {
        PetalsRules.ReadMaxRetries(source, environment);
        source.AsRead = new DistributedMixtralConfig(source, ConfigParts.Defaults);
        return source.AsRead;
    }
}
