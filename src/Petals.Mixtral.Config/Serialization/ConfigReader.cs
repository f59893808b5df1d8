using System.Text;
using Microsoft.Extensions.Logging;

namespace Petals.Mixtral.Config.Serialization;

/// <summary>Makes configs of texts.</summary>
internal static class ConfigReader
{
    private const string NameOfText = "the JSON text";
    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    public static ConfigDocument FromString(string json)
    {
        ArgumentNullException.ThrowIfNull(json);
        try
        {
            return New(StrictUtf8.GetBytes(json));
        }
        catch (EncoderFallbackException exception)
        {
            throw new ConfigFormatException($"{NameOfText}: expected Unicode, found half of a surrogate pair at character {exception.Index}.", exception);
        }
    }

    public static ConfigDocument FromUtf8(ReadOnlySpan<byte> utf8Json) => New(utf8Json.ToArray());

    /// <summary>The document of a file's bytes, without a byte-order mark.</summary>
    public static byte[] WithoutMark(byte[] text) => text is [0xEF, 0xBB, 0xBF, ..] ? text[3..] : text;

    public static MixtralConfig ReadMixtral(ConfigDocument document, ILogger logger)
    {
        ConfigParser.Parse(document, withPetals: false);
        LoadRules.Apply(document, logger);
        return BuildMixtral(document);
    }

    public static DistributedMixtralConfig ReadDistributed(ConfigDocument document, ILogger logger)
    {
        ConfigParser.Parse(document, withPetals: true);
        LoadRules.Apply(document, logger);
        return Build(document);
    }

    /// <summary>The config of a document whose settings are all in place.</summary>
    public static MixtralConfig BuildMixtral(ConfigDocument document) => document.Model = new MixtralConfig(new SettingReader(document));

    /// <inheritdoc cref="BuildMixtral"/>
    public static DistributedMixtralConfig Build(ConfigDocument document)
    {
        var config = new DistributedMixtralConfig(new SettingReader(document));
        document.Model = config.Model;
        document.Config = config;
        return config;
    }

    private static ConfigDocument New(byte[] text) => new(NameOfText, WithoutMark(text))
    {
        MaxRetriesVariable = ConfigEnvironment.Process.GetVariable(RetryLimit.Variable),
    };
}
