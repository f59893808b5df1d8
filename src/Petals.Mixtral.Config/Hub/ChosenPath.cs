namespace Petals.Mixtral.Config.Hub;

/// <summary>A path that an option or variable says.</summary>
/// <param name="Path">The full path.</param>
/// <param name="ChosenBy">The option or variable that decided, for messages.</param>
internal sealed record ChosenPath(string Path, string ChosenBy)
{
    /// <summary>The path that a value names, with <c>~</c> and variables expanded.</summary>
    /// <exception cref="HubException">It cannot be one.</exception>
    public static ChosenPath Of(
        string what,
        string value,
        string chosenBy,
        ConfigEnvironment environment,
        string below = ""
    )
    {
        string expanded = PathExpansion.Variables(PathExpansion.Home(value, environment), environment);
        if (expanded.StartsWith('~'))
        {
            throw new HubException(
                $"The {what} '{Printable.Short(value)}', from {chosenBy}, begins with a home directory that is "
                    + "not known. Write the path out."
            );
        }

        try
        {
            return new ChosenPath(System.IO.Path.GetFullPath(System.IO.Path.Join(expanded, below)), chosenBy);
        }
        catch (Exception exception) when (exception is ArgumentException or IOException or NotSupportedException)
        {
            throw new HubException(
                $"The {what} '{Printable.Short(expanded)}', from {chosenBy}, is not a path: {exception.Message}",
                exception
            );
        }
    }
}
