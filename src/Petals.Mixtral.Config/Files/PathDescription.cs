namespace Petals.Mixtral.Config.Files;

/// <summary>Describes what is at a path that has no file. For error messages only.</summary>
internal static class PathDescription
{
    /// <param name="path">The path.</param>
    /// <param name="nothing">The description if the path does not exist.</param>
    public static string Of(string path, string nothing)
    {
        try
        {
            return new FileInfo(path).LinkTarget is { } target ? $"a link to {target}, which does not exist"
                : File.GetAttributes(path).HasFlag(FileAttributes.Directory) ? "a directory"
                : nothing;
        }
        catch (Exception exception)
            when (exception is ArgumentException or FileNotFoundException or DirectoryNotFoundException)
        {
            return nothing; // Not every text is a path.
        }
        catch (Exception exception) when (exception.IsFileError())
        {
            return $"it cannot be examined: {exception.Message.TrimEnd('.')}; check the permissions of its directory";
        }
    }
}
