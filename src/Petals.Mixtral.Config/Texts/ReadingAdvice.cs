namespace Petals.Mixtral.Config.Texts;

/// <summary>What to do where the system does not let a file or folder be read.</summary>
internal static class ReadingAdvice
{
    /// <summary>The advice, to follow the message of the exception; empty where that says all there is to
    /// say.</summary>
    public static string After(Exception exception) =>
        exception is UnauthorizedAccessException ? " Check its permissions." : "";
}
