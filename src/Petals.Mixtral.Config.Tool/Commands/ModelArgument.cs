using System.CommandLine;
using System.CommandLine.Completions;
using Petals.Mixtral.Config.Hub;

namespace Petals.Mixtral.Config.Tool.Commands;

/// <summary>The argument that names a model. A shell completes it with the models in the cache.</summary>
internal sealed class ModelArgument : Argument<string>
{
    private const string Prefix = "models--";

    public ModelArgument(string name = "MODEL", string description = "A directory, a config file, or a repo id.")
        : base(name)
    {
        Description = description;
        CompletionSources.Add(_ => CachedModels().Select(model => new CompletionItem(model)));
    }

    private static IEnumerable<string> CachedModels()
    {
        try
        {
            return
            [
                .. Directory
                    .EnumerateDirectories(HubCache.Default.Directory, $"{Prefix}*")
                    .Select(path => Path.GetFileName(path)[Prefix.Length..])
                    .Select(name => name.Replace("--", "/", StringComparison.Ordinal))
                    .Order(StringComparer.Ordinal),
            ];
        }
        catch (Exception exception)
            when (exception is IOException or UnauthorizedAccessException or PretrainedConfigException)
        {
            return []; // Without a readable cache there is nothing to suggest.
        }
    }
}
