using Petals.Mixtral.Config.Settings.Kinds;
using Options = Petals.Mixtral.Config.DistributedMixtralOptions;

namespace Petals.Mixtral.Config.Configuration;

/// <summary>An option of <see cref="DistributedMixtralOptions"/> that a configuration can set.</summary>
/// <param name="Name">The name of the property.</param>
/// <param name="Expected">The words for it in errors.</param>
/// <param name="TrySet">Sets the property to a text. Returns false if the text is not a value of it.</param>
internal sealed record LoadingOption(string Name, string Expected, Func<Options, string, bool> TrySet)
{
    public static IReadOnlyList<LoadingOption> All { get; } =
    [
        Text(nameof(Options.ModelNameOrPath), (options, text) => options.ModelNameOrPath = text),
        Text(nameof(Options.Revision), (options, text) => options.Revision = text),
        Text(nameof(Options.CacheDirectory), (options, text) => options.CacheDirectory = text),
        Text(nameof(Options.Subfolder), (options, text) => options.Subfolder = text),
        Text(nameof(Options.ConfigFileName), (options, text) => options.ConfigFileName = text),
        Text(nameof(Options.Token), (options, text) => options.Token = text),
        new(
            nameof(Options.Endpoint),
            "an address, such as https://huggingface.co",
            (options, text) =>
            {
                bool isAddress = Uri.TryCreate(text, UriKind.RelativeOrAbsolute, out Uri? endpoint) && text.Length > 0;
                options.Endpoint = endpoint;
                return isAddress;
            }
        ),
        Switch(nameof(Options.LocalFilesOnly), (options, value) => options.LocalFilesOnly = value),
        Switch(nameof(Options.ForceDownload), (options, value) => options.ForceDownload = value),
        new(
            nameof(Options.DownloadTimeout),
            "a positive time of at most 24 days, in seconds or such as 00:03:00, or Infinity",
            (options, text) =>
            {
                bool isTimeout =
                    Kind.Seconds.TryParse(new OptionText(text), out TimeSpan value) && Required.IsTimeout(value);
                options.DownloadTimeout = isTimeout ? value : options.DownloadTimeout;
                return isTimeout;
            }
        ),
        Text(nameof(Options.DhtPrefix), (options, text) => options.DhtPrefix = text),
    ];

    public static LoadingOption? Find(string name) =>
        All.FirstOrDefault(option => option.Name.Equals(name, StringComparison.OrdinalIgnoreCase));

    private static LoadingOption Text(string name, Action<Options, string> set) =>
        new(
            name,
            "a string",
            (options, text) =>
            {
                set(options, text);
                return true;
            }
        );

    private static LoadingOption Switch(string name, Action<Options, bool> set) =>
        new(
            name,
            "true or false",
            (options, text) =>
            {
                bool isSwitch = bool.TryParse(text, out bool value);
                set(options, value);
                return isSwitch;
            }
        );
}
