namespace Petals.Mixtral.Config;

/// <summary>
/// A checkpoint does not contain the weights of a block. The message contains the block, its weights, and the file that
/// was searched.
/// </summary>
public sealed class BlockNotFoundException : PretrainedConfigException
{
    /// <summary>Creates the exception.</summary>
    /// <param name="message">What is wrong, with which value and where, and what to do next.</param>
    /// <param name="innerException">The cause; <see langword="null"/> if no exception caused this one.</param>
    public BlockNotFoundException(string message, Exception? innerException = null)
        : base(message, innerException) { }

    internal BlockNotFoundException(int layerIndex, string weightPrefix, string indexPath)
        : base(
            $"Block {layerIndex} is not in the checkpoint: no tensor in '{indexPath}' has a name that begins with "
                + $"'{weightPrefix}'. "
                + "Check that the config and the checkpoint are of the same model."
        )
    {
        LayerIndex = layerIndex;
        IndexPath = indexPath;
    }

    /// <summary>The index of the block, from 0.</summary>
    public int LayerIndex { get; }

    /// <summary>The path of the index or single file that was searched.</summary>
    public string? IndexPath { get; }
}
