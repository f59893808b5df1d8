using Petals.Mixtral.Config.Files;
using Petals.Mixtral.Config.Texts;

namespace Petals.Mixtral.Config.Checkpoints;

/// <content>Loads an index from a directory or the cache.</content>
public sealed partial class CheckpointIndex
{
    /// <summary>
    /// Loads the index of a model's checkpoint from this machine. If several formats exist, the first one of
    /// <see cref="CheckpointFormat"/> is loaded. It never downloads.
    /// </summary>
    /// <param name="modelNameOrPath">A directory, a file in it, such as
    /// <see cref="DistributedMixtralConfig.LoadedFrom"/>, or a repo id.</param>
    /// <param name="options">Where to look: revision, cache directory and subfolder.</param>
    /// <exception cref="ArgumentException"><paramref name="modelNameOrPath"/> is <see langword="null"/> or
    /// blank.</exception>
    /// <exception cref="ConfigNotFoundException">The checkpoint was not found. The message lists every place searched,
    /// and how to get it.</exception>
    /// <exception cref="CheckpointFormatException">The index, or the header of the single file, is invalid or cannot be
    /// read.</exception>
    /// <exception cref="HubException">The cache is damaged or cannot be read, or an option is invalid.</exception>
    public static CheckpointIndex Load(string modelNameOrPath, PretrainedLoadOptions? options = null)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(modelNameOrPath);
        (CheckpointFolder folder, CheckpointFormat format, OpenedFile file) = CheckpointLocator.Locate(
            modelNameOrPath,
            options ?? PretrainedLoadOptions.Default
        );
        using (file)
        {
            return new CheckpointIndex(folder, format, ReadWeights(file, format));
        }
    }

    /// <summary>Opens the checkpoint for reading its tensors. Shards are opened when they are needed.</summary>
    /// <param name="access">How the values are read.</param>
    /// <returns>The tensors by name. The caller disposes of them.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="access"/> is not a member of its
    /// type.</exception>
    /// <exception cref="NotSupportedException">The checkpoint consists of pickles of PyTorch.</exception>
    public CheckpointTensors OpenTensors(TensorAccess access = TensorAccess.Read) =>
        Format is CheckpointFormat.SafetensorsIndex or CheckpointFormat.Safetensors
            ? new CheckpointTensors(this, Required.Defined(access))
            : throw new NotSupportedException(
                $"'{Path}' belongs to a checkpoint of PyTorch pickles, which contain code. Use a repo with safetensors "
                    + "files, or convert it with Python."
            );

    private static WeightMap? ReadWeights(OpenedFile file, CheckpointFormat format)
    {
        switch (format)
        {
            case CheckpointFormat.PyTorch:
                return null;
            case CheckpointFormat.Safetensors:
                string name = CheckpointFiles.NameOf(format);
                var header = SafetensorsHeader.Read(file);
                return new WeightMap(
                    header.Tensors.Keys.ToDictionary(tensor => tensor, _ => name, StringComparer.Ordinal),
                    header.DataLength
                );
            default:
                return WeightMapReader.Read(file.Path, ReadIndex(file));
        }
    }

    /// <exception cref="CheckpointFormatException">The index cannot be read.</exception>
    private static byte[] ReadIndex(OpenedFile file)
    {
        try
        {
            return file.ReadAll(WeightMapReader.MaxSize);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new CheckpointFormatException(
                $"The index '{file.Path}' could not be read: {exception.Message}{ReadingAdvice.After(exception)}",
                file.Path,
                exception
            );
        }
    }
}
