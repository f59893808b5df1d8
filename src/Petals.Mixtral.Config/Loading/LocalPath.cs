using Petals.Mixtral.Config.Files;
using Petals.Mixtral.Config.Hub;

namespace Petals.Mixtral.Config.Loading;

/// <summary>What names a model on this machine rather than on the Hub.</summary>
internal static class LocalPath
{
    /// <summary>Whether an argument can only be a path, so that it is never tried as a repo id.</summary>
    public static bool LooksLikeOne(string argument) =>
        Path.IsPathRooted(argument)
        || argument.StartsWith("./", StringComparison.Ordinal)
        || argument.StartsWith("../", StringComparison.Ordinal)
        || argument.StartsWith('~')
        || argument.Contains('\\', StringComparison.Ordinal)
        || (argument.Length > 1 && argument[1] == ':' && char.IsAsciiLetter(argument[0]))
        || HasExtension(argument)
        || argument.AsSpan().Count('/') > 1;

    /// <summary>
    /// The file that a path mostly means: itself where it ends <c>.json</c>, else one in a directory. Whether it does
    /// shows when that is read.
    /// <see langword="null"/> where the options name no file in a directory.
    /// </summary>
    public static string? Guess(string argument, PretrainedLoadOptions options) =>
        HasExtension(argument) ? FullPath(WithHome(argument, options.Environment))
        : RepoFilePath.TryParse(options.ConfigFileName, options.Subfolder, out RepoFilePath file)
            ? FileIn(WithHome(argument, options.Environment), file)
        : null;

    /// <summary>The location of the file where the argument names an existing directory or file; else
    /// <see langword="null"/>.</summary>
    /// <exception cref="ConfigNotFoundException">It is a directory, but the file is not in it.</exception>
    public static ModelLocation? TryLocate(string argument, PretrainedLoadOptions options)
    {
        string path = WithHome(argument, options.Environment);
        switch (DiskEntry.KindBehind(path))
        {
            case DiskEntryKind.Directory:
                string file = FileIn(path, RepoFilePath.Parse(options.ConfigFileName, options.Subfolder));
                FoundFile found = Find(file);
                return found.IsThere ? ModelLocation.Local(file, found) : throw NotInDirectory(argument, file);
            case DiskEntryKind.File:
                // What the system calls a file but has no path is a pipe: it is known for one when it is to be read.
                string full = FullPath(path);
                return ModelLocation.Local(
                    full,
                    Find(full) is { IsThere: true } there
                        ? there
                        : new FoundFile(full, new DiskEntry(DiskEntryKind.File, 0))
                );
            default:
                return null;
        }
    }

    /// <summary>
    /// The directory that the argument names, and the folder in it that the options name; or the directory of the file
    /// that it names.
    /// <see langword="null"/> where nothing is there.
    /// </summary>
    public static (string Directory, string? Subfolder)? TryFindFolder(string argument, PretrainedLoadOptions options)
    {
        string path = WithHome(argument, options.Environment);
        return DiskEntry.KindBehind(path) switch
        {
            DiskEntryKind.Directory => (FullPath(path), options.Subfolder),
            DiskEntryKind.File => (Path.GetDirectoryName(FullPath(path))!, null),
            _ => null,
        };
    }

    /// <summary>The error for a path where there is nothing.</summary>
    public static ConfigNotFoundException NothingThere(string argument, ConfigEnvironment environment) =>
        new(
            $"'{argument}' looks like a path, so it is not taken for a repo id, and nothing is there.",
            argument,
            null,
            [Nothing(argument, environment)],
            "Give the directory that holds config.json, the file itself, or a repo id such as "
                + "mistralai/Mixtral-8x7B-v0.1."
        );

    /// <summary>The place on this machine that an argument would name, as one where there is nothing.</summary>
    public static SearchedPlace Nothing(string argument, ConfigEnvironment environment)
    {
        string path = FullPath(PathExpansion.Home(argument, environment));
        return new SearchedPlace(
            path,
            $"{DiskEntry.Describe(path, "no such file or directory")}; the working directory is {FullPath(".")}"
        );
    }

    private static bool HasExtension(string argument) => argument.EndsWith(".json", StringComparison.OrdinalIgnoreCase);

    private static string FileIn(string directory, RepoFilePath file) => FullPath(Path.Join(directory, file.Value));

    /// <summary>What is at a path; nothing where that cannot be known.</summary>
    private static FoundFile Find(string path)
    {
        try
        {
            return LinkedPath.Resolve(path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return new FoundFile(path, default);
        }
    }

    /// <summary>A path that is there as it is written needs no home directory put in: Python does not do that
    /// either.</summary>
    private static string WithHome(string argument, ConfigEnvironment environment) =>
        !argument.StartsWith('~') || Path.Exists(argument) ? argument : PathExpansion.Home(argument, environment);

    /// <summary>The full path, or the path as it is where it has none: the working directory may be gone, and not every
    /// text is a path.</summary>
    private static string FullPath(string path)
    {
        try
        {
            return Path.GetFullPath(path);
        }
        catch (Exception exception) when (exception is IOException or ArgumentException or UnauthorizedAccessException)
        {
            return path;
        }
    }

    private static ConfigNotFoundException NotInDirectory(string argument, string file) =>
        new(
            $"The directory '{argument}' holds no file {Path.GetFileName(file)}.",
            argument,
            null,
            [new SearchedPlace(file, DiskEntry.Describe(file, "no such file"))],
            "Save the config there, or name the file or its folder with the options ConfigFileName and Subfolder."
        );
}
