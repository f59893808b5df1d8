namespace Petals.Mixtral.Config.Files;

/// <summary>The words for what is at a path that has no file. For error messages only.</summary>
internal static class PathDescription
{
    /// <param name="path">The path.</param>
    /// <param name="nothing">The words if there is nothing.</param>
    public static string Of(string path, string nothing)
    {
        try
        {
            var info = new FileInfo(path);
            return info.LinkTarget is { } target ? $"a link to {target}, where there is no file"
                : Directory.Exists(path) ? "a directory"
                : nothing;
        }
        catch (ArgumentException)
        {
            return nothing; // Not every text is a path.
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return $"it cannot be examined: {exception.Message.TrimEnd('.')}; check the permissions of its directory";
        }
    }
}
