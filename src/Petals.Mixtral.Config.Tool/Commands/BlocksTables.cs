using Petals.Mixtral.Config.Blocks;
using Petals.Mixtral.Config.Texts;
using Petals.Mixtral.Config.Tool.Output;

namespace Petals.Mixtral.Config.Tool.Commands;

/// <summary>The blocks of a model as tables.</summary>
internal sealed class BlocksTables(ModelDescription model, TableWriter writer)
{
    /// <summary>Writes the tables, or nothing if one of them cannot be created.</summary>
    /// <exception cref="PretrainedConfigException">A size cannot be computed from the config.</exception>
    /// <exception cref="UsageException">A table would have too many rows.</exception>
    public void Write()
    {
        Table[] tables = [Summary(), .. model.Block is { } block ? OfBlock(block) : OfModel()];
        foreach ((string title, string[] columns, string[][] rows) in tables)
        {
            writer.Write(title, columns, rows);
        }
    }

    private Table Summary()
    {
        DistributedMixtralConfig config = model.Config;
        WrappedMixtralBlock block = model.Block ?? config.Blocks[0];
        return new Table(
            Printable.Of(model.Model),
            [],
            [
                ["blocks", $"{config.Blocks.Count}"],
                [
                    "parameters",
                    $"{Count.Format(config.ParameterCount)} ({Count.Format(config.ActiveParameterCount)} active)",
                ],
                [
                    "parameters of a block",
                    $"{Count.Format(block.ParameterCount)} ({Count.Format(block.ActiveParameterCount)} active)",
                ],
                [
                    "attention of a block",
                    $"{block.Attention.NumHeads} heads, {block.Attention.NumKeyValueHeads} key-value heads, head "
                        + $"size {block.Attention.HeadDim}",
                ],
                .. ModelDescription.QuantTypes.Select(quantType =>
                    (string[])
                        [
                            "a block in memory, "
                                + $"{(quantType == QuantType.None ? block.Dtype.Name : ScriptName.Of(quantType))}",
                            ByteSize.Format(block.GetSizeInBytes(quantType)),
                        ]
                ),
                ["a block on disk", ByteSize.Format(block.GetSizeInBytes(QuantType.None))],
                ["checkpoint", model.Shards.Index is { } index ? Printable.Of(index.Path) : "none on this machine"],
                ["size of its tensors", model.Shards.Index?.TotalSize is { } size ? ByteSize.Format(size) : "unknown"],
            ]
        );
    }

    private IEnumerable<Table> OfModel() =>
        [
            WithFiles("Blocks", ["block", "module UID", "weights"], model.Blocks.Select(Row)),
            WithFiles(
                "Outside the blocks",
                ["tensor", "shape", "values", "bytes"],
                model.Config.TensorsOutsideBlocks.Select(tensor => Row(tensor, Text(model.Shards.Of(tensor.Name))))
            ),
        ];

    private IEnumerable<Table> OfBlock(WrappedMixtralBlock block)
    {
        yield return new Table(
            $"Block {block.LayerIndex}",
            [],
            [
                [
                    "module UID",
                    Printable.Of(block.ModuleUid?.ToString() ?? "none: the config has no usable DHT prefix"),
                ],
                ["weights", block.WeightPrefix],
                ["files", Text(model.Shards.Of(block))],
            ]
        );
        yield return WithFiles(
            "Tensors",
            ["tensor", "shape", "values", "bytes"],
            model.TensorsOf(block).Select(tensor => Row(tensor, Text(model.ShardsOf(block, tensor))))
        );
        if (model.Layout == TensorLayout.Transformers5)
        {
            yield return new Table(
                "From the published tensors",
                ["tensor", "goes into", "element offset"],
                [.. ModelDescription.PlacementsOf(block).Select(Row)]
            );
        }
    }

    /// <summary>Creates a table. Without a checkpoint, it omits the last column, which contains the files.</summary>
    private Table WithFiles(string title, string[] columns, IEnumerable<string[]> rows) =>
        model.Shards.Index is null
            ? new Table(title, columns, [.. rows.Select(row => row[..^1])])
            : new Table(title, [.. columns, "files"], [.. rows]);

    private string[] Row(WrappedMixtralBlock block) =>
        [
            $"{block.LayerIndex}",
            Printable.Of(block.ModuleUid?.ToString() ?? "none"),
            block.WeightPrefix,
            Text(model.Shards.Of(block)),
        ];

    private string[] Row(TensorSpec tensor, string files) =>
        [
            tensor.Name,
            $"[{string.Join(", ", tensor.Shape)}]",
            $"{tensor.ElementCount}",
            $"{tensor.GetSizeInBytes(model.Config.ResolveBlockDtype())}",
            files,
        ];

    private static string[] Row(TensorPlacement placement) =>
        [placement.Source.Name, placement.TargetSlice, $"{placement.ElementOffset}"];

    private static string Text(IReadOnlyList<string>? files) =>
        files is null or [] ? "none" : Printable.Of(string.Join(", ", files));

    private sealed record Table(string Title, string[] Columns, string[][] Rows);
}
