using Options = Petals.Mixtral.Config.DistributedMixtralOptions;

namespace Petals.Mixtral.Config.Configuration;

/// <summary>A key of a configuration: an option of loading, or a setting.</summary>
/// <param name="Name">The name of the property.</param>
/// <param name="Explain">The words for the expected value in an error about a text.</param>
/// <param name="TrySet">Sets the property. Returns false if the text is not a value of it.</param>
internal sealed record SectionKey(string Name, Func<string?, string> Explain, Func<Options, OptionText, bool> TrySet)
{
    public static IReadOnlyList<SectionKey> Loading { get; } =
    [
        Create(nameof(Options.ModelNameOrPath), Kind.Text, (options, value) => options.ModelNameOrPath = value),
        Create(nameof(Options.Revision), Kind.Text, (options, value) => options.Revision = value),
        Create(nameof(Options.CacheDirectory), Kind.Text, (options, value) => options.CacheDirectory = value),
        Create(nameof(Options.Subfolder), Kind.Text, (options, value) => options.Subfolder = value),
        Create(nameof(Options.ConfigFileName), Kind.Text, (options, value) => options.ConfigFileName = value),
        Create(nameof(Options.Token), Kind.Text, (options, value) => options.Token = value),
        Create(
            nameof(Options.Endpoint),
            Kind.Text,
            (options, value) => options.Endpoint = new Uri(value, UriKind.RelativeOrAbsolute),
            "an address, such as https://huggingface.co"
        ),
        Create(nameof(Options.LocalFilesOnly), Kind.Boolean, (options, value) => options.LocalFilesOnly = value),
        Create(nameof(Options.ForceDownload), Kind.Boolean, (options, value) => options.ForceDownload = value),
        Create(
            nameof(Options.DownloadTimeout),
            Kind.Seconds,
            (options, value) => options.DownloadTimeout = value,
            "a positive time of at most 24.8 days, in seconds or such as 00:03:00, or Infinity"
        ),
        Create(nameof(Options.DhtPrefix), Kind.Text, (options, value) => options.DhtPrefix = value),
    ];

    public bool IsList { get; private init; }

    public static SectionKey Create(Setting setting) =>
        new(
            setting.Name,
            setting.Kind.ExplainText,
            (options, text) =>
            {
                bool isValue = setting.TryParse(text, out object? value);
                if (isValue || (text.IsNull && setting.Kind.IsNullable))
                {
                    options.Set(setting, value);
                }

                return isValue || text.IsNull;
            }
        )
        {
            IsList = setting.Kind.IsList,
        };

    private static SectionKey Create<T>(string name, Kind<T> kind, Action<Options, T> set, string? expected = null) =>
        new(
            name,
            _ => expected ?? kind.ExpectedText,
            (options, text) =>
            {
                if (!kind.TryParse(text, out T value))
                {
                    return text.IsNull;
                }

                try
                {
                    set(options, value);
                    return true;
                }
                catch (Exception exception) when (exception is FormatException or ArgumentException)
                {
                    return false;
                }
            }
        );
}
