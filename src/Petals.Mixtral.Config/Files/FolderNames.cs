namespace Petals.Mixtral.Config.Files;

/// <summary>Lists a directory for an error message.</summary>
internal static class FolderNames
{
    private const int MaxEntries = 10_000;

    /// <summary>The first names, sorted. Empty if the directory cannot be listed.</summary>
    /// <param name="list">Lists files or directories.</param>
    /// <param name="directory">The path. It may not exist.</param>
    public static string[] Of(Func<string, IEnumerable<string>> list, string directory) =>
        FileErrors.OrElse([], () => List(list, directory));

    /// <summary>The first names, sorted.</summary>
    /// <exception cref="IOException">The directory cannot be listed.</exception>
    /// <exception cref="UnauthorizedAccessException">The directory may not be listed.</exception>
    /// <inheritdoc cref="Of"/>
    public static string[] List(Func<string, IEnumerable<string>> list, string directory) =>
        [.. list(directory).Take(MaxEntries).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal)];
}
