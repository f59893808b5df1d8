namespace Petals.Mixtral.Config.Hub.Http;

/// <summary>How long to wait for the Hub.</summary>
/// <param name="Metadata">For the answer to a question about a file: <c>HF_HUB_ETAG_TIMEOUT</c>.</param>
/// <param name="Download">For a file to begin to arrive, and the time over which 1 KiB a second must arrive:
/// <c>HF_HUB_DOWNLOAD_TIMEOUT</c>.</param>
internal readonly record struct HubTimeouts(TimeSpan Metadata, TimeSpan Download)
{
    public const string MetadataVariable = "HF_HUB_ETAG_TIMEOUT";
    public const string DownloadVariable = "HF_HUB_DOWNLOAD_TIMEOUT";
    private const int DefaultSeconds = 10;
    private const int MaxSeconds = 24 * 60 * 60;

    /// <exception cref="HubValidationException">A variable holds no number of seconds.</exception>
    public static HubTimeouts Read(ConfigEnvironment environment) =>
        new(Seconds(MetadataVariable, environment), Seconds(DownloadVariable, environment));

    private static TimeSpan Seconds(string variable, ConfigEnvironment environment)
    {
        if (environment.GetVariable(variable) is not { } value)
        {
            return TimeSpan.FromSeconds(DefaultSeconds);
        }

        // Python takes 0 for not set.
        return
            double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out double seconds)
            && seconds is >= 0 and <= MaxSeconds
            ? TimeSpan.FromSeconds(seconds is 0 ? DefaultSeconds : seconds)
            : throw new HubValidationException(
                $"The variable {variable} is not a time-out: expected a number of seconds up to {MaxSeconds}, "
                    + $"such as {DefaultSeconds}, found '{Printable.Short(value)}'."
            );
    }
}
