namespace Petals.Mixtral.Config.Tool;

/// <summary>An argument is invalid, which may show only after the model is loaded.</summary>
internal sealed class UsageException(string message, Exception? innerException = null)
    : Exception(message, innerException);
