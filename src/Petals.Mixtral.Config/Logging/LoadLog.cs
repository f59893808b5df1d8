using Microsoft.Extensions.Logging;

namespace Petals.Mixtral.Config.Logging;

/// <summary>What loading a config logs, under the category <see cref="Category"/>.</summary>
internal static partial class LoadLog
{
    public const string Category = "Petals.Mixtral.Config";

    [LoggerMessage(1, LogLevel.Information, "Using DHT prefix: {DhtPrefix}")]
    public static partial void UsingDhtPrefix(ILogger logger, string dhtPrefix);

    [LoggerMessage(2, LogLevel.Warning, "{Source}: {NewerKey} and {OlderKey} say different things; {NewerKey} is used.")]
    public static partial void NewerSpellingWins(ILogger logger, string source, string newerKey, string olderKey);

    [LoggerMessage(3, LogLevel.Warning, "{Source}: num_labels is {NumLabels}, but id2label has {LabelCount} labels; id2label is used.")]
    public static partial void NumLabelsIgnored(ILogger logger, string source, int numLabels, int labelCount);

    [LoggerMessage(4, LogLevel.Warning, "The cache directory comes from TRANSFORMERS_CACHE, which is deprecated; set HF_HUB_CACHE or HF_HOME instead.")]
    public static partial void DeprecatedCacheVariable(ILogger logger);
}
