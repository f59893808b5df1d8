namespace Petals.Mixtral.Config.Hub;

/// <summary>The directory of the cache, and what chose it.</summary>
/// <param name="Path">The full path.</param>
/// <param name="ChosenBy">The option or variable that decided, for messages.</param>
/// <param name="IsDeprecated">Whether a deprecated variable decided.</param>
internal sealed record CacheDirectory(string Path, string ChosenBy, bool IsDeprecated = false)
{
    /// <summary>The variables that name a directory, in the order in which they count, with what lies below it.</summary>
    private static readonly (string Variable, string Below, bool IsDeprecated)[] Variables =
    [
        ("TRANSFORMERS_CACHE", "", true),
        ("HF_HUB_CACHE", "", false),
        ("HUGGINGFACE_HUB_CACHE", "", false),
        ("HF_HOME", "hub", false),
        ("XDG_CACHE_HOME", "huggingface/hub", false),
    ];

    /// <summary>Finds the directory: the option, else the first variable that is set, else the home directory.</summary>
    /// <exception cref="HubException">Nothing says where it is, or the path cannot be one.</exception>
    public static CacheDirectory Resolve(string? option, ConfigEnvironment environment)
    {
        if (!string.IsNullOrWhiteSpace(option))
        {
            return Of(option, "the option CacheDirectory", environment);
        }

        foreach ((string variable, string below, bool isDeprecated) in Variables)
        {
            if (environment.GetVariable(variable) is { } value)
            {
                return Of(value, $"the variable {variable}", environment, below) with { IsDeprecated = isDeprecated };
            }
        }

        return environment.HomeDirectory is { } home
            ? Of(home, "the home directory, since no variable is set", environment, ".cache/huggingface/hub")
            : throw new HubException("There is no home directory, so the Hugging Face cache cannot be found. Set HF_HOME, HF_HUB_CACHE, or the option CacheDirectory.");
    }

    /// <summary>The directory that a value names.</summary>
    /// <exception cref="HubException">The path cannot be one.</exception>
    public static CacheDirectory Of(string value, string chosenBy, ConfigEnvironment environment, string below = "")
    {
        string expanded = PathExpansion.Variables(PathExpansion.Home(value, environment), environment);
        if (expanded.StartsWith('~'))
        {
            throw new HubException($"The cache directory '{Printable.Short(value)}', from {chosenBy}, begins with a home directory that is not known. Write the path out.");
        }

        try
        {
            return new CacheDirectory(System.IO.Path.GetFullPath(System.IO.Path.Join(expanded, below)), chosenBy);
        }
        catch (Exception exception) when (exception is ArgumentException or IOException or NotSupportedException)
        {
            throw new HubException($"The cache directory '{Printable.Short(expanded)}', from {chosenBy}, is not a path: {exception.Message}", exception);
        }
    }
}
