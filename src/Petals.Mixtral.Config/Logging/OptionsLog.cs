using Microsoft.Extensions.Logging;

namespace Petals.Mixtral.Config.Logging;

/// <summary>What a container's configs log, under the category <see cref="LoadLog.Category"/>.</summary>
internal static partial class OptionsLog
{
    [LoggerMessage(20, LogLevel.Information, "The configuration has changed, and so has the config {Name}")]
    public static partial void Changed(ILogger logger, string name);

    [LoggerMessage(21, LogLevel.Error, "The configuration has changed, but the config {Name} stays as it was: {Reason}")]
    public static partial void ChangeNotUsed(ILogger logger, string name, string reason);
}
