namespace Petals.Mixtral.Config.Tool;

/// <summary>An argument that only shows to be wrong once the model is loaded.</summary>
internal sealed class UsageException(string message, Exception? innerException = null)
    : Exception(message, innerException);
