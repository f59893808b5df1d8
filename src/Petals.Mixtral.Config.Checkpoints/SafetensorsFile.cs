using System.Diagnostics.CodeAnalysis;
using Petals.Mixtral.Config.Checkpoints.Tensors;
using Petals.Mixtral.Config.Files;
using Petals.Mixtral.Config.Texts;

namespace Petals.Mixtral.Config.Checkpoints;

/// <summary>A safetensors file that is open for reading its tensors. All members are thread-safe.</summary>
public sealed class SafetensorsFile : IDisposable
{
    private readonly ShardContent _content;

    private SafetensorsFile(SafetensorsHeader header, ShardContent content)
    {
        Header = header;
        _content = content;
    }

    /// <summary>The header: the names, shapes, dtypes and offsets of the tensors.</summary>
    public SafetensorsHeader Header { get; }

    /// <summary>Finds a tensor. Its values are not read yet.</summary>
    /// <param name="name">The whole name, such as <c>model.norm.weight</c>.</param>
    /// <returns>The tensor.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="name"/> is <see langword="null"/>.</exception>
    /// <exception cref="CheckpointFormatException">The file does not contain the tensor.</exception>
    public StoredTensor GetTensor(string name) =>
        TryGetTensor(name, out StoredTensor? tensor)
            ? tensor
            : throw new CheckpointFormatException(
                Header.Path,
                $"tensor '{Printable.Short(name)}'",
                "a tensor of this name",
                $"{Header.Tensors.Count} of other names; check the name, or download the file again"
            );

    /// <summary>Opens a file and reads its header.</summary>
    /// <param name="path">The path of the file.</param>
    /// <param name="access">How the values are read.</param>
    /// <returns>The file. The caller disposes of it.</returns>
    /// <exception cref="ArgumentException"><paramref name="path"/> is <see langword="null"/>, blank, or not a valid
    /// path, or <paramref name="access"/> is not a member of its type.</exception>
    /// <exception cref="CheckpointFormatException">The file is not a safetensors file, is damaged, or cannot be
    /// read.</exception>
    [SuppressMessage("Reliability", "CA2000", Justification = "The result owns the file.")]
    public static SafetensorsFile Open(string path, TensorAccess access = TensorAccess.Read)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        Required.Defined(access);
        try
        {
            return Open(OpenedFile.Open(path), access);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw CheckpointFormatException.Unreadable(path, exception);
        }
    }

    /// <summary>Finds a tensor. Its values are not read yet.</summary>
    /// <param name="name">The whole name, such as <c>model.norm.weight</c>.</param>
    /// <param name="tensor">The tensor; <see langword="null"/> if the file does not contain it.</param>
    /// <returns>Whether the file contains the tensor.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="name"/> is <see langword="null"/>.</exception>
    public bool TryGetTensor(string name, [NotNullWhen(true)] out StoredTensor? tensor)
    {
        ArgumentNullException.ThrowIfNull(name);
        tensor = Header.Tensors.TryGetValue(name, out SafetensorsTensor? stored)
            ? new StoredTensor(_content, stored)
            : null;
        return tensor is not null;
    }

    /// <summary>Closes the file. Its tensors cannot be read any more.</summary>
    public void Dispose() => _content.Dispose();

    /// <summary>Reads the header of an open file, which the result owns.</summary>
    internal static SafetensorsFile Open(OpenedFile file, TensorAccess access)
    {
        ShardContent? content = null;
        try
        {
            content = new ShardContent(file, access);
            var opened = new SafetensorsFile(content.ReadHeader(), content);
            content = null;
            return opened;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw CheckpointFormatException.Unreadable(file.Path, exception);
        }
        finally
        {
            content?.Dispose();
        }
    }
}
