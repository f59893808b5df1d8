namespace Petals.Mixtral.Config.Texts;

/// <summary>The remedy for a file or folder that cannot be read.</summary>
internal static class ReadingAdvice
{
    /// <summary>Returns a sentence that follows the message of the exception, or an empty text.</summary>
    public static string After(Exception exception) =>
        exception is UnauthorizedAccessException ? " Check its permissions." : "";
}
