using Options = Petals.Mixtral.Config.DistributedMixtralOptions;

namespace Petals.Mixtral.Config.Configuration;

/// <summary>An option of <see cref="DistributedMixtralOptions"/> that a configuration can set.</summary>
/// <param name="Name">The name of the property.</param>
/// <param name="Expected">The words for it in errors.</param>
/// <param name="TrySet">Sets the property to a text. Returns false if the text is not a value of it.</param>
internal sealed record LoadingOption(string Name, string Expected, Func<Options, OptionText, bool> TrySet)
{
    public static IReadOnlyList<LoadingOption> All { get; } =
    [
        Create(nameof(Options.ModelNameOrPath), Kind.Text, (options, value) => options.ModelNameOrPath = value),
        Create(nameof(Options.Revision), Kind.Text, (options, value) => options.Revision = value),
        Create(nameof(Options.CacheDirectory), Kind.Text, (options, value) => options.CacheDirectory = value),
        Create(nameof(Options.Subfolder), Kind.Text, (options, value) => options.Subfolder = value),
        Create(nameof(Options.ConfigFileName), Kind.Text, (options, value) => options.ConfigFileName = value),
        Create(nameof(Options.Token), Kind.Text, (options, value) => options.Token = value),
        new(nameof(Options.Endpoint), "an address, such as https://huggingface.co", TrySetEndpoint),
        Create(nameof(Options.LocalFilesOnly), Kind.Boolean, (options, value) => options.LocalFilesOnly = value),
        Create(nameof(Options.ForceDownload), Kind.Boolean, (options, value) => options.ForceDownload = value),
        new(
            nameof(Options.DownloadTimeout),
            "a positive time of at most 24 days, in seconds or such as 00:03:00, or Infinity",
            TrySetDownloadTimeout
        ),
        Create(nameof(Options.DhtPrefix), Kind.Text, (options, value) => options.DhtPrefix = value),
    ];

    public static LoadingOption? Find(string name) =>
        All.FirstOrDefault(option => option.Name.Equals(name, StringComparison.OrdinalIgnoreCase));

    private static LoadingOption Create<T>(string name, Kind<T> kind, Action<Options, T> set) =>
        new(
            name,
            kind.ExpectedText,
            (options, text) =>
            {
                bool isValue = kind.TryParse(text, out T value);
                if (isValue)
                {
                    set(options, value);
                }

                return isValue;
            }
        );

    private static bool TrySetEndpoint(Options options, OptionText text)
    {
        Uri? endpoint = null;
        bool isAddress =
            text is { Text.Length: > 0, Items: null }
            && Uri.TryCreate(text.Text, UriKind.RelativeOrAbsolute, out endpoint);
        options.Endpoint = endpoint;
        return isAddress;
    }

    private static bool TrySetDownloadTimeout(Options options, OptionText text)
    {
        bool isTimeout = Kind.Seconds.TryParse(text, out TimeSpan value) && Required.IsTimeout(value);
        options.DownloadTimeout = isTimeout ? value : options.DownloadTimeout;
        return isTimeout;
    }
}
