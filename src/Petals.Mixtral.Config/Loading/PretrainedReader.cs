using Microsoft.Extensions.Logging;
using Petals.Mixtral.Config.Calls;
using Petals.Mixtral.Config.Files;
using Petals.Mixtral.Config.Files.Linux;
using Petals.Mixtral.Config.Serialization;
using Petals.Mixtral.Config.Texts;

namespace Petals.Mixtral.Config.Loading;

/// <summary>Reads the file of a model from where it is.</summary>
internal static class PretrainedReader
{
    /// <exception cref="ConfigFormatException">It could not be read, or is empty or too large.</exception>
    /// <exception cref="HubException">It is in the cache, and is damaged.</exception>
    public static async ValueTask<PretrainedFile> ReadAsync(
        CallMode mode,
        ModelLocation location,
        PretrainedLoadOptions options,
        ILogger logger
    )
    {
        try
        {
            return await OpenAsync(mode, location, options, logger).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw Unreadable(location, exception);
        }
    }

    /// <summary>The file at a local path where it is there, and nothing about it is unusual; <see langword="null"/>
    /// where it must be looked for.</summary>
    public static PretrainedFile? TryReadLocal(string path, PretrainedLoadOptions options, ILogger logger) =>
        LinuxFile.TryRead(path, ConfigLimits.MaxFileSize, out byte[]? text)
            ? new PretrainedFile(
                ModelLocation.Local(path, new FoundFile(path, new DiskEntry(DiskEntryKind.File, text.Length))),
                text,
                options.Environment,
                logger
            )
            : null;

    /// <summary>The file from the cache: that it is there shows by its being read. <see langword="null"/> where it is
    /// not.</summary>
    /// <inheritdoc cref="ReadAsync"/>
    public static async ValueTask<PretrainedFile?> TryReadCachedAsync(
        CallMode mode,
        HubModel model,
        PretrainedLoadOptions options,
        ILogger logger
    )
    {
        if (
            model.Cache.TryRead(
                model.Revision,
                model.File,
                ConfigLimits.MaxFileSize,
                out string? commit,
                out byte[]? text
            )
        )
        {
            return new PretrainedFile(model.Locate(commit), text, options.Environment, logger);
        }

        if (model.LocateInCache() is not { } location)
        {
            return null;
        }

        try
        {
            return await OpenAsync(mode, location, options, logger).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw Unreadable(location, exception);
        }
    }

    private static async ValueTask<PretrainedFile> OpenAsync(
        CallMode mode,
        ModelLocation location,
        PretrainedLoadOptions options,
        ILogger logger
    )
    {
        byte[] text = await RegularFile.ReadAsync(mode, location.File, ConfigLimits.MaxFileSize).ConfigureAwait(false);
        return new PretrainedFile(location, text, options.Environment, logger);
    }

    private static ConfigFormatException Unreadable(ModelLocation location, Exception exception)
    {
        var unreadable = new ConfigFormatException(
            $"The config file '{location.Path}' could not be read: {exception.Message}{ReadingAdvice.After(exception)}",
            location.Path,
            exception
        );
        DamagedCache.ThrowIfDamaged(location, unreadable);
        return unreadable;
    }
}
