namespace Petals.Mixtral.Config.Hub.Http;

/// <summary>Finds the access token: the option, otherwise the variables, otherwise the file that <c>hf auth login</c>
/// writes.</summary>
internal static class TokenSource
{
    public const string DisableVariable = "HF_HUB_DISABLE_IMPLICIT_TOKEN";
    public const string PathVariable = "HF_TOKEN_PATH";
    private const int MaxFileSize = 64 * 1024;

    /// <summary>The variables that may contain a token, in order of precedence.</summary>
    public static IReadOnlyList<string> Variables { get; } = ["HF_TOKEN", "HUGGING_FACE_HUB_TOKEN"];

    /// <exception cref="HubValidationException">The token is not valid.</exception>
    /// <exception cref="HubException">The variable for the token file is not a valid path.</exception>
    public static AccessToken? Find(string? option, ConfigEnvironment environment, ILogger logger)
    {
        AccessToken? given = AccessToken.Parse(option, "the option Token");
        return given is not null || EnvironmentSwitch.IsOn(DisableVariable, environment)
            ? given
            : Variables
                .Select(variable => AccessToken.Parse(environment.GetVariable(variable), $"the variable {variable}"))
                .FirstOrDefault(token => token is not null)
                ?? (FindFile(environment) is { } file ? Read(file.Path, logger) : null);
    }

    /// <summary>Finds the path of the token file. Returns null if there is no home directory.</summary>
    /// <exception cref="HubException">The variable for the token file is not a valid path.</exception>
    public static ChosenPath? FindFile(ConfigEnvironment environment) =>
        HuggingFaceHome.Find("token file", [PathVariable], "token", environment);

    private static AccessToken? Read(string path, ILogger logger)
    {
        string content;
        try
        {
            using var file = OpenedFile.Open(path);
            content = Encoding.UTF8.GetString(file.ReadAll(MaxFileSize));
            if (
                !OperatingSystem.IsWindows()
                && (File.GetUnixFileMode(path) & (UnixFileMode.GroupRead | UnixFileMode.OtherRead)) != 0
            )
            {
                Log.Warn(logger, $"Others can read the token file {path}. Run 'chmod 600' on it.");
            }
        }
        catch (FileNotFoundException) when (!Directory.Exists(path))
        {
            return null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // A public model needs no token.
            Log.Warn(logger, $"The token file {path} cannot be read, so no token is sent: {exception.Message}");
            return null;
        }

        return AccessToken.Parse(content, $"the file '{path}'");
    }
}
