using Petals.Mixtral.Config.Collections;
using Petals.Mixtral.Config.Files;
using Petals.Mixtral.Config.Texts;

namespace Petals.Mixtral.Config.Hub.Cache;

/// <summary>Holds the blobs of a repo against their names.</summary>
internal static class BlobVerifier
{
    /// <exception cref="HubException">The folder of blobs cannot be read.</exception>
    public static CacheVerification Verify(string repoFolder)
    {
        int intact = 0;
        List<DamagedBlob> damaged = [];
        List<string> notVerifiable = [];
        foreach (string path in Blobs(CacheLayout.Blobs(repoFolder)))
        {
            string name = Path.GetFileName(path);
            if (ETag.TryParse(name) is not { Kind: not ETagKind.Opaque } tag)
            {
                notVerifiable.Add(path);
            }
            else if (Found(path, tag.Kind) is var found && found != name)
            {
                damaged.Add(new DamagedBlob(path, name, found));
            }
            else
            {
                intact++;
            }
        }

        return new CacheVerification(
            intact,
            ValueList<DamagedBlob>.Of([.. damaged]),
            ValueList<string>.Of([.. notVerifiable])
        );
    }

    private static string Found(string path, ETagKind kind)
    {
        try
        {
            return File.Exists(path) && new FileInfo(path).LinkTarget is null
                ? BlobHash.Of(path, kind)!
                : "no regular file";
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return exception.Message;
        }
    }

    /// <summary>What is in the folder and is not still being written; nothing where there is no folder.</summary>
    private static IEnumerable<string> Blobs(string folder)
    {
        try
        {
            return DiskEntry.At(folder).Kind is DiskEntryKind.Missing
                ? []
                :
                [
                    .. Directory
                        .EnumerateFileSystemEntries(folder)
                        .Where(path => !path.EndsWith(TemporaryFile.Extension, StringComparison.Ordinal))
                        .Order(StringComparer.Ordinal),
                ];
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new HubException(
                $"The folder '{folder}' cannot be read: {exception.Message}{ReadingAdvice.After(exception)}",
                exception
            );
        }
    }
}
