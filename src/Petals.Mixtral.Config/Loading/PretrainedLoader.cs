using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Petals.Mixtral.Config.Hub;
using Petals.Mixtral.Config.Logging;
using Petals.Mixtral.Config.Serialization;

namespace Petals.Mixtral.Config.Loading;

/// <summary>Finds the file of a model and reads it: what all FromPretrained methods share.</summary>
internal static class PretrainedLoader
{
    public static PretrainedFile Load(string modelNameOrPath, PretrainedLoadOptions options)
    {
        ILogger logger = LoggerOf(options);
        ModelLocation location = Locate(modelNameOrPath, options, logger);
        try
        {
            return new PretrainedFile(location, RegularFile.Read(location.Path, ConfigLimits.MaxFileSize), options.Environment, logger);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw Failure(location, modelNameOrPath, options, exception);
        }
    }

    public static async Task<PretrainedFile> LoadAsync(string modelNameOrPath, PretrainedLoadOptions options, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        ILogger logger = LoggerOf(options);
        ModelLocation location = Locate(modelNameOrPath, options, logger);
        try
        {
            byte[] text = await RegularFile.ReadAsync(location.Path, ConfigLimits.MaxFileSize, cancellationToken).ConfigureAwait(false);
            return new PretrainedFile(location, text, options.Environment, logger);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw Failure(location, modelNameOrPath, options, exception);
        }
    }

    private static ModelLocation Locate(string modelNameOrPath, PretrainedLoadOptions options, ILogger logger)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(modelNameOrPath);
        return LocalPath.TryLocate(modelNameOrPath, options)
            ?? (LocalPath.LooksLikeOne(modelNameOrPath)
                ? throw LocalPath.NothingThere(modelNameOrPath, options.Environment)
                : CachedModel.Locate(modelNameOrPath, options, logger));
    }

    private static ILogger LoggerOf(PretrainedLoadOptions options) =>
        options.LoggerFactory?.CreateLogger(LoadLog.Category) ?? NullLogger.Instance;

    private static PretrainedConfigException Failure(ModelLocation location, string modelNameOrPath, PretrainedLoadOptions options, Exception exception)
    {
        bool isNotThere = exception is FileNotFoundException or DirectoryNotFoundException;
        return location.RepoId is not null && isNotThere
            ? CachedModel.NotCached(modelNameOrPath, options, exception)
            : new ConfigFormatException($"The config file '{location.Path}' could not be read: {exception.Message}", location.Path, exception);
    }
}
