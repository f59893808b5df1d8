namespace Petals.Mixtral.Config.Hub.Http;

/// <summary>The time-outs of requests.</summary>
/// <param name="Metadata">For a request for metadata: <c>HF_HUB_ETAG_TIMEOUT</c>.</param>
/// <param name="Download">For the start of a download, and the time during which 1 KiB a second must arrive:
/// <c>HF_HUB_DOWNLOAD_TIMEOUT</c>.</param>
internal readonly record struct HubTimeouts(TimeSpan Metadata, TimeSpan Download)
{
    public const string MetadataVariable = "HF_HUB_ETAG_TIMEOUT";
    public const string DownloadVariable = "HF_HUB_DOWNLOAD_TIMEOUT";
    private const double DefaultSeconds = 10;
    private const double MaxSeconds = 24 * 60 * 60;

    /// <exception cref="HubValidationException">A variable is not a valid number of seconds.</exception>
    public static HubTimeouts Read(ConfigEnvironment environment) =>
        new(Read(MetadataVariable, environment), Read(DownloadVariable, environment));

    public static string Describe(TimeSpan timeout) =>
        string.Create(CultureInfo.InvariantCulture, $"{timeout.TotalSeconds:0.###} s");

    private static TimeSpan Read(string variable, ConfigEnvironment environment)
    {
        string value = environment.GetVariable(variable) ?? "0";

        // Python uses the default if the value is 0.
        return PythonFloat.TryParse(value, out double seconds) && seconds is >= 0 and <= MaxSeconds
            ? TimeSpan.FromSeconds(seconds is 0 ? DefaultSeconds : seconds)
            : throw new HubValidationException(
                $"{variable} is '{Printable.Short(value)}'; it must be a number of seconds from 0 to {MaxSeconds}."
            );
    }
}
