using System.Text;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Petals.Mixtral.Config.Serialization;

/// <summary>Makes configs of texts.</summary>
internal static class ConfigReader
{
    private const string NameOfText = "the JSON text";
    private static readonly UTF8Encoding StrictUtf8 = new(
        encoderShouldEmitUTF8Identifier: false,
        throwOnInvalidBytes: true
    );

    /// <summary>Reads a text of its own, which is no file.</summary>
    public static ConfigDocument Read(string json, bool withPetals)
    {
        ArgumentNullException.ThrowIfNull(json);
        try
        {
            return Read(StrictUtf8.GetBytes(json), withPetals);
        }
        catch (EncoderFallbackException exception)
        {
            throw new ConfigFormatException(
                $"{NameOfText}: expected Unicode, found half of a surrogate pair at character {exception.Index}.",
                exception
            );
        }
    }

    /// <inheritdoc cref="Read(string, bool)"/>
    public static ConfigDocument Read(byte[] utf8Json, bool withPetals)
    {
        var document = new ConfigDocument(NameOfText, WithoutMark(utf8Json))
        {
            WithPetals = withPetals,
            MaxRetriesVariable = ConfigEnvironment.Process.GetVariable(RetryLimit.Variable),
        };
        Read(document, NullLogger.Instance);
        return document;
    }

    /// <summary>Finds the settings in a document's text, and makes of them what Python's constructors do.</summary>
    public static void Read(ConfigDocument document, ILogger logger)
    {
        ConfigParser.Parse(document);
        ConstructorRules.Apply(document, logger);
    }

    /// <summary>A text without a byte-order mark.</summary>
    public static byte[] WithoutMark(byte[] text) => text is [0xEF, 0xBB, 0xBF, ..] ? text[3..] : text;

    /// <summary>The config of a document whose settings are all in place.</summary>
    public static MixtralConfig BuildMixtral(ConfigDocument document) =>
        document.Model = new MixtralConfig(new SettingReader(document));

    /// <inheritdoc cref="BuildMixtral"/>
    public static DistributedMixtralConfig BuildDistributed(ConfigDocument document)
    {
        var config = new DistributedMixtralConfig(new SettingReader(document));
        document.Model = config.Model;
        document.Config = config;
        return config;
    }
}
