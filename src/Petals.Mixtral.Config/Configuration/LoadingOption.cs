using Petals.Mixtral.Config.Settings.Kinds;

namespace Petals.Mixtral.Config.Configuration;

/// <summary>An option of loading: a key of the section itself.</summary>
/// <param name="Name">The key.</param>
/// <param name="Kind">The kind of its value in a JSON schema.</param>
/// <param name="Expected">The words for its value.</param>
/// <param name="TrySet">Sets it from a text.</param>
/// <param name="Format">The format in a JSON schema, if it has one.</param>
internal sealed record LoadingOption(
    string Name,
    Kind Kind,
    string Expected,
    Func<DistributedMixtralOptions, string, bool> TrySet,
    string? Format = null
)
{
    public static IReadOnlyList<LoadingOption> All { get; } =
    [
        Text(nameof(DistributedMixtralOptions.ModelNameOrPath), (options, text) => options.ModelNameOrPath = text),
        Text(nameof(DistributedMixtralOptions.Revision), (options, text) => options.Revision = text),
        Text(nameof(DistributedMixtralOptions.CacheDirectory), (options, text) => options.CacheDirectory = text),
        Text(nameof(DistributedMixtralOptions.Subfolder), (options, text) => options.Subfolder = text),
        Text(nameof(DistributedMixtralOptions.ConfigFileName), (options, text) => options.ConfigFileName = text),
        Text(nameof(DistributedMixtralOptions.Token), (options, text) => options.Token = text),
        new(
            nameof(DistributedMixtralOptions.Endpoint),
            Kind.Text,
            "an address, such as https://huggingface.co",
            TrySetEndpoint,
            "uri"
        ),
        Switch(nameof(DistributedMixtralOptions.LocalFilesOnly), (options, value) => options.LocalFilesOnly = value),
        Switch(nameof(DistributedMixtralOptions.ForceDownload), (options, value) => options.ForceDownload = value),
        new(
            nameof(DistributedMixtralOptions.DownloadTimeout),
            Kind.Seconds,
            "a positive time of at most 24 days, in seconds or such as 00:03:00, or Infinity",
            TrySetDownloadTimeout
        ),
        Text(nameof(DistributedMixtralOptions.DhtPrefix), (options, text) => options.DhtPrefix = text),
    ];

    public static LoadingOption? Find(string name) =>
        All.FirstOrDefault(option => option.Name.Equals(name, StringComparison.OrdinalIgnoreCase));

    private static LoadingOption Text(string name, Action<DistributedMixtralOptions, string> set) =>
        new(
            name,
            Kind.Text,
            "a string",
            (options, text) =>
            {
                set(options, text);
                return true;
            }
        );

    private static LoadingOption Switch(string name, Action<DistributedMixtralOptions, bool> set) =>
        new(
            name,
            Kind.Boolean,
            "true or false",
            (options, text) =>
            {
                bool isSwitch = bool.TryParse(text, out bool value);
                set(options, value);
                return isSwitch;
            }
        );

    private static bool TrySetDownloadTimeout(DistributedMixtralOptions options, string text)
    {
        bool isTimeout = Kind.Seconds.TryParse(new OptionText(text), out TimeSpan value) && Required.IsTimeout(value);
        if (isTimeout)
        {
            options.DownloadTimeout = value;
        }

        return isTimeout;
    }

    private static bool TrySetEndpoint(DistributedMixtralOptions options, string text)
    {
        bool isAddress = Uri.TryCreate(text, UriKind.RelativeOrAbsolute, out Uri? endpoint) && text.Length > 0;
        options.Endpoint = endpoint;
        return isAddress;
    }
}
