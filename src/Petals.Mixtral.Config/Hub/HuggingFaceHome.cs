namespace Petals.Mixtral.Config.Hub;

/// <summary>The directory in which Hugging Face's tools keep their files.</summary>
internal static class HuggingFaceHome
{
    private const string HomeVariable = "HF_HOME";
    private const string XdgVariable = "XDG_CACHE_HOME";

    public static IReadOnlyList<string> Variables { get; } = [HomeVariable, XdgVariable];

    /// <summary>Finds the path from the first of its own variables that is set, otherwise in the Hugging Face home.
    /// Returns null if there is no home directory.</summary>
    /// <param name="description">What the path is, for messages.</param>
    /// <param name="ownVariables">The variables that contain the path itself.</param>
    /// <param name="below">The path relative to the Hugging Face home.</param>
    /// <param name="environment">The variables and the home directory.</param>
    /// <exception cref="HubException">The value that decides is not a valid path.</exception>
    public static ChosenPath? Find(
        string description,
        string[] ownVariables,
        string below,
        ConfigEnvironment environment
    )
    {
        (string Variable, string Below)[] places =
        [
            .. ownVariables.Select(variable => (variable, "")),
            (HomeVariable, below),
            (XdgVariable, $"huggingface/{below}"),
        ];
        foreach ((string variable, string rest) in places)
        {
            if (environment.GetVariable(variable) is { } path)
            {
                return ChosenPath.Create(description, path, $"the variable {variable}", environment, rest);
            }
        }

        return environment.HomeDirectory is { } user
            ? ChosenPath.Create(
                description,
                user,
                "the home directory, because no variable is set",
                environment,
                $".cache/huggingface/{below}"
            )
            : null;
    }
}
