namespace Petals.Mixtral.Config.Hub;

/// <summary>A path, and the option or variable that chose it.</summary>
/// <param name="Path">The full path.</param>
/// <param name="ChosenBy">The option or variable, for messages.</param>
internal sealed record ChosenPath(string Path, string ChosenBy)
{
    /// <summary>Makes a full path, with <c>~</c> and variables expanded.</summary>
    /// <param name="description">What the path is, for messages.</param>
    /// <param name="value">The value of the option or variable.</param>
    /// <param name="chosenBy">The option or variable.</param>
    /// <param name="environment">The variables and the home directory.</param>
    /// <param name="below">The path relative to the value.</param>
    /// <exception cref="HubException">The value is not a valid path.</exception>
    public static ChosenPath Create(
        string description,
        string value,
        string chosenBy,
        ConfigEnvironment environment,
        string below = ""
    )
    {
        string expanded = PathExpansion.ExpandHome(value, environment);
        try
        {
            expanded = PathExpansion.ExpandVariables(expanded, environment);
            if (expanded.StartsWith('~'))
            {
                throw new IOException("its home directory is unknown. Give the full path.");
            }

            return new ChosenPath(System.IO.Path.GetFullPath(System.IO.Path.Join(expanded, below)), chosenBy);
        }
        catch (Exception exception) when (exception is ArgumentException or IOException or NotSupportedException)
        {
            throw new HubException(
                $"The {description} '{Printable.Short(expanded)}', from {chosenBy}, is not a path: {exception.Message}",
                exception
            );
        }
    }
}
