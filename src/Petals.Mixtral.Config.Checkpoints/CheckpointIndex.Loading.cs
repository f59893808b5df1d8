using Petals.Mixtral.Config.Files;
using Petals.Mixtral.Config.Texts;

namespace Petals.Mixtral.Config.Checkpoints;

/// <content>Reading from a directory or the cache.</content>
public sealed partial class CheckpointIndex
{
    /// <summary>
    /// Reads the index of a model's checkpoint from this machine, in the first of its forms that is there, in the order
    /// of
    /// <see cref="CheckpointFormat"/>. The Hub is never asked.
    /// </summary>
    /// <param name="modelNameOrPath">A directory, a file in it, such as
    /// <see cref="DistributedMixtralConfig.LoadedFrom"/>, or a repo id.</param>
    /// <param name="options">Where to look: revision, cache directory and subfolder.</param>
    /// <exception cref="ArgumentException"><paramref name="modelNameOrPath"/> is <see langword="null"/> or
    /// blank.</exception>
    /// <exception cref="ConfigNotFoundException">There is no checkpoint: every place that was looked at, and how to get
    /// it.</exception>
    /// <exception cref="CheckpointFormatException">The index, or the header of the single file, is not what it must
    /// be.</exception>
    /// <exception cref="HubException">The cache is damaged or may not be looked into, or an option is not what it must
    /// be.</exception>
    public static CheckpointIndex Load(string modelNameOrPath, PretrainedLoadOptions? options = null)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(modelNameOrPath);
        (CheckpointFolder folder, CheckpointFormat format) = CheckpointLocator.Locate(
            modelNameOrPath,
            options ?? PretrainedLoadOptions.Default
        );
        return new CheckpointIndex(folder, format, ReadWeights(folder, format));
    }

    private static WeightMap? ReadWeights(CheckpointFolder folder, CheckpointFormat format)
    {
        string name = CheckpointFiles.NameOf(format);
        string path = folder.PathOf(name);
        switch (format)
        {
            case CheckpointFormat.PyTorch:
                return null;
            case CheckpointFormat.Safetensors:
                var header = SafetensorsHeader.Read(path, folder.Find(name) ?? path);
                return new WeightMap(
                    header.Tensors.Keys.ToDictionary(tensor => tensor, _ => name, StringComparer.Ordinal),
                    header.DataLength
                );
            default:
                return WeightMapReader.Read(path, ReadIndex(path, folder.Find(name) ?? path));
        }
    }

    /// <exception cref="CheckpointFormatException">It cannot be read.</exception>
    private static byte[] ReadIndex(string path, string resolved)
    {
        try
        {
            return RegularFile.Read(resolved, WeightMapReader.MaxSize);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new CheckpointFormatException(
                $"The index '{path}' could not be read: {exception.Message}{ReadingAdvice.After(exception)}",
                path,
                exception
            );
        }
    }
}
