using System.Text;

namespace Petals.Mixtral.Config.Hub;

/// <summary>The directory of the cache, and what chose it.</summary>
/// <param name="Path">The full path.</param>
/// <param name="ChosenBy">The option or variable that decided, for messages.</param>
/// <param name="IsDeprecated">Whether a deprecated variable decided.</param>
internal sealed record CacheDirectory(string Path, string ChosenBy, bool IsDeprecated = false)
{
    /// <summary>The variables that name a directory, in the order in which they count, with what lies below it.</summary>
    private static readonly (string Variable, string Below)[] Variables =
    [
        ("TRANSFORMERS_CACHE", ""),
        ("HF_HUB_CACHE", ""),
        ("HUGGINGFACE_HUB_CACHE", ""),
        ("HF_HOME", "hub"),
        ("XDG_CACHE_HOME", "huggingface/hub"),
    ];

    /// <summary>Finds the directory: the option, else the first variable that is set, else the home directory.</summary>
    /// <exception cref="HubException">Nothing says where it is, or the path cannot be one.</exception>
    public static CacheDirectory Resolve(string? option, ConfigEnvironment environment)
    {
        if (!string.IsNullOrWhiteSpace(option))
        {
            return Of(option, "", "the option CacheDirectory", environment);
        }

        foreach ((string variable, string below) in Variables)
        {
            if (environment.GetVariable(variable) is { } value)
            {
                return Of(value, below, $"the variable {variable}", environment) with { IsDeprecated = variable == Variables[0].Variable };
            }
        }

        return environment.HomeDirectory is { } home
            ? Of(home, ".cache/huggingface/hub", "the home directory, since no variable is set", environment)
            : throw new HubException("There is no home directory, so the Hugging Face cache cannot be found. Set HF_HOME, HF_HUB_CACHE, or the option CacheDirectory.");
    }

    private static CacheDirectory Of(string value, string below, string chosenBy, ConfigEnvironment environment)
    {
        string expanded = Expand(value, environment);
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

    /// <summary>Expands <c>~</c>, <c>$NAME</c> and <c>${NAME}</c> as Python does; a variable that is not set stays as it is written.</summary>
    internal static string Expand(string path, ConfigEnvironment environment)
    {
        if (environment.HomeDirectory is { } home && (path == "~" || path.StartsWith("~/", StringComparison.Ordinal)))
        {
            path = home + path[1..];
        }

        var expanded = new StringBuilder();
        for (int i = 0; i < path.Length;)
        {
            int length = path[i] == '$' ? VariableLength(path.AsSpan(i)) : 0;
            string? value = length > 1 ? environment.GetVariable(path.Substring(i, length).Trim('$', '{', '}')) : null;
            expanded.Append(value ?? path.Substring(i, Math.Max(length, 1)));
            i += Math.Max(length, 1);
        }

        return expanded.ToString();
    }

    /// <summary>How long the reference to a variable is that <paramref name="text"/> begins with; 0 where it is none.</summary>
    private static int VariableLength(ReadOnlySpan<char> text)
    {
        if (text.StartsWith("${"))
        {
            return text.IndexOf('}') + 1;
        }

        int end = 1;
        while (end < text.Length && (char.IsAsciiLetterOrDigit(text[end]) || text[end] == '_'))
        {
            end++;
        }

        return end > 1 ? end : 0;
    }
}
