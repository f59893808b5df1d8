namespace Petals.Mixtral.Config.Loading;

/// <summary>Paths of models on this machine.</summary>
internal static partial class LocalPath
{
    /// <summary>Whether an argument must be a path and cannot be a repo id.</summary>
    public static bool LooksLikeOne(string argument) => Pattern.IsMatch(argument);

    /// <summary>Reads the file at a path, or the config file in the directory at that path. Returns null if there
    /// is neither.</summary>
    /// <exception cref="ConfigNotFoundException">The directory does not have the file, or the argument cannot be a repo
    /// id.</exception>
    /// <exception cref="HubValidationException">The options do not name a file inside the directory.</exception>
    /// <exception cref="ConfigFormatException">The file cannot be read, or contains weights.</exception>
    public static PretrainedFile? TryRead(string argument, PretrainedLoadOptions options, ILogger logger)
    {
        bool looksLikePath = LooksLikeOne(argument);
        if (!looksLikePath && !FileSystemCalls.MayExist(argument))
        {
            return null; // Usually a repo id.
        }

        string path = Resolve(argument, options.Environment);
        if (Path.GetExtension(path).ToUpperInvariant() is ".GGUF" or ".SAFETENSORS" or ".BIN" && File.Exists(path))
        {
            throw new ConfigFormatException(
                path,
                "$",
                null,
                "a JSON object",
                "weights; give the directory that holds the config.json of the model"
            );
        }

        bool isFile = argument.EndsWith(".json", StringComparison.OrdinalIgnoreCase);
        PretrainedFile? found = isFile ? Read(path) ?? Read(InDirectory()) : Read(InDirectory()) ?? Read(path);
        if (found is null && Directory.Exists(path))
        {
            string file = InDirectory();
            throw new ConfigNotFoundException(
                $"The directory '{argument}' holds no file {Path.GetFileName(file)}.",
                argument,
                null,
                [new SearchedPlace(file, PathDescription.Of(file, "no such file"))],
                FolderContent.FindRemedy(Path.GetDirectoryName(file)!)
                    ?? "Save the config there, or set the options ConfigFileName and Subfolder."
            );
        }

        return found is null && looksLikePath ? throw NothingThere(argument, options.Environment) : found;

        string InDirectory() =>
            FullPath(Path.Join(path, RepoFilePath.Parse(options.ConfigFileName, options.Subfolder).NativePath));

        PretrainedFile? Read(string file) => PretrainedFile.TryRead(file, cache: null, commit: null, options, logger);
    }

    /// <summary>Returns the directory and the subfolder from the options, or the directory of a file. Returns null if
    /// the path does not exist.</summary>
    public static (string Directory, string? Subfolder)? TryFindFolder(string argument, PretrainedLoadOptions options)
    {
        string path = Resolve(argument, options.Environment);
        return Directory.Exists(path) ? (path, options.Subfolder)
            : File.Exists(path) ? (Path.GetDirectoryName(path)!, null)
            : null;
    }

    public static ConfigNotFoundException NothingThere(
        string argument,
        ConfigEnvironment environment,
        string problem = "looks like a path, not like a repo id, and it does not exist."
    ) =>
        new(
            $"'{Printable.Short(AddressText.WithoutSecrets(argument))}' {problem}",
            argument,
            null,
            [Nothing(argument, environment)],
            RepoGuess.Remedy(argument)
                ?? "Give the directory that holds config.json, the file itself, or a repo id such as "
                    + "mistralai/Mixtral-8x7B-v0.1."
        );

    /// <summary>The place on this machine that was searched without success.</summary>
    public static SearchedPlace Nothing(string argument, ConfigEnvironment environment)
    {
        string path = Resolve(AddressText.WithoutSecrets(argument), environment);
        string finding = PathDescription.Of(path, "no such file or directory");
        return new SearchedPlace(path, $"{finding}; the working directory is {FullPath(".")}");
    }

    /// <summary>It begins with a root, a home, a dot directory or a drive; or it contains a backslash or two slashes;
    /// or it ends with .json.</summary>
    [GeneratedRegex(
        @"^(?:[/~]|\.\.?/|[A-Z]:)|\\|/.*/|\.json\z",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.Singleline
    )]
    private static partial Regex Pattern { get; }

    /// <summary>The full path. <c>~</c> is expanded unless a path with that exact name exists. Python does the
    /// same.</summary>
    private static string Resolve(string argument, ConfigEnvironment environment) =>
        FullPath(
            argument is ['~', ..] && !Path.Exists(argument) ? PathExpansion.ExpandHome(argument, environment) : argument
        );

    /// <summary>Returns the full path, or the text itself if the working directory is gone or the text is not a valid
    /// path.</summary>
    private static string FullPath(string path)
    {
        try
        {
            return Path.GetFullPath(path);
        }
        catch (Exception exception) when (exception.IsFileError() || exception is ArgumentException)
        {
            return path;
        }
    }
}
