namespace Petals.Mixtral.Config.Files;

/// <summary>The errors that a file system reports.</summary>
internal static class FileErrors
{
    public const string TooLong = "The path is too long for this system. Use a shorter one.";

    public static bool IsFileError(this Exception exception) => exception is IOException or UnauthorizedAccessException;

    /// <summary>Returns the fallback if the file system reports an error.</summary>
    public static T OrElse<T>(T fallback, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception exception) when (exception.IsFileError())
        {
            return fallback;
        }
    }

    public static void Ignore(Action write) =>
        OrElse(
            false,
            () =>
            {
                write();
                return true;
            }
        );
}
