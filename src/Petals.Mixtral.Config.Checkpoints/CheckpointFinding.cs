using Petals.Mixtral.Config.Texts;

namespace Petals.Mixtral.Config.Checkpoints;

/// <summary>One difference between a checkpoint and its config.</summary>
public sealed record CheckpointFinding
{
    internal CheckpointFinding(CheckpointFindingKind kind, string expected, string found)
    {
        Kind = kind;
        Expected = expected;
        Found = found;
    }

    /// <summary>The kind of difference.</summary>
    public CheckpointFindingKind Kind { get; }

    /// <summary>The index of the block, or of the first of several. <see langword="null"/> for a whole file, and for a
    /// tensor outside the blocks.</summary>
    public int? FirstBlock { get; internal init; }

    /// <summary>The index of the last of several consecutive blocks. Equals <see cref="FirstBlock"/> for a single
    /// block.</summary>
    public int? LastBlock { get; internal init; }

    /// <summary>Sets <see cref="FirstBlock"/> and <see cref="LastBlock"/> to the same block.</summary>
    internal int? Block
    {
        init
        {
            FirstBlock = value;
            LastBlock = value;
        }
    }

    /// <summary>The name of the tensor. <see langword="null"/> if the finding is not about a single tensor.</summary>
    public string? Tensor { get; internal init; }

    /// <summary>The file. <see langword="null"/> if the finding is not about a single file.</summary>
    public string? ShardFile { get; internal init; }

    /// <summary>What the config or the index requires.</summary>
    public string Expected { get; }

    /// <summary>What the file contains.</summary>
    public string Found { get; }

    /// <summary>The finding as one line.</summary>
    /// <returns>The blocks, the kind, the tensor, the file, and what was expected and found.</returns>
    public override string ToString()
    {
        string blocks = FirstBlock switch
        {
            null => "",
            _ when FirstBlock == LastBlock => $"block {FirstBlock}: ",
            _ => $"blocks {FirstBlock} to {LastBlock}: ",
        };
        string tensor = Tensor is null ? "" : $" {Printable.Short(Tensor)}";
        string file = ShardFile is null ? "" : $" in {ShardFile}";
        return $"{blocks}{Kind}{tensor}{file}: expected {Expected}, found {Found}";
    }
}
