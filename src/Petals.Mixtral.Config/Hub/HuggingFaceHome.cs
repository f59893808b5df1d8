namespace Petals.Mixtral.Config.Hub;

/// <summary>Where Hugging Face's tools keep what belongs to them: <c>HF_HOME</c>, and what it defaults to.</summary>
internal static class HuggingFaceHome
{
    /// <summary>The place of one thing: a variable of its own, else below the Hugging Face home. <see langword="null"/>
    /// where nothing says it.</summary>
    /// <param name="what">What the place is, for messages.</param>
    /// <param name="variable">The variable that names the place itself.</param>
    /// <param name="below">Where it lies below the Hugging Face home.</param>
    /// <param name="environment">The variables and the home directory.</param>
    /// <exception cref="HubException">What decides cannot be a path.</exception>
    public static ChosenPath? Find(string what, string variable, string below, ConfigEnvironment environment) =>
        environment.GetVariable(variable) is { } own ? ChosenPath.Of(what, own, $"the variable {variable}", environment)
        : environment.GetVariable("HF_HOME") is { } home
            ? ChosenPath.Of(what, home, "the variable HF_HOME", environment, below)
        : environment.GetVariable("XDG_CACHE_HOME") is { } xdg
            ? ChosenPath.Of(what, xdg, "the variable XDG_CACHE_HOME", environment, $"huggingface/{below}")
        : environment.HomeDirectory is { } user
            ? ChosenPath.Of(
                what,
                user,
                "the home directory, since no variable is set",
                environment,
                $".cache/huggingface/{below}"
            )
        : null;
}
