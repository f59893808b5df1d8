using System.CommandLine;
using Petals.Mixtral.Config.Blocks;
using Petals.Mixtral.Config.Checkpoints;
using Petals.Mixtral.Config.Tool.Output;

namespace Petals.Mixtral.Config.Tool.Commands;

/// <summary><c>mixtral-config blocks MODEL</c>: the tensors of a model's blocks, and the files that hold
/// them.</summary>
internal static class BlocksCommand
{
    public static Command Create(TextWriter output, TextWriter error)
    {
        var model = new ModelArgument();
        var block = new Option<int?>("--block")
        {
            Description = "The tensors of this block, by its index from 0.",
            HelpName = "index",
            CustomParser = NumberParser.AtLeast(0),
        };
        var layout = new Option<string>("--layout")
        {
            Description = "The names and shapes of the tensors: as published, or as transformers 5 has them in memory.",
            DefaultValueFactory = _ => LayoutName.Of(TensorLayout.Published),
            HelpName = "published|transformers5",
        };
        layout.CompletionSources.Add(LayoutName.Of(TensorLayout.Published), LayoutName.Of(TensorLayout.Transformers5));
        var remote = new RemoteOption();
        var json = new JsonOption();
        var options = new ModelOptions(error, requiresMixtral: true);
        var command = new Command(
            "blocks",
            "Prints what the blocks of a model are made of: tensors, shapes, sizes, and the files that hold them."
        )
        {
            model,
            block,
            layout,
            remote,
            json,
        };
        options.AddTo(command);
        command.SetAction(arguments =>
        {
            string name = arguments.GetRequiredValue(model);
            DistributedMixtralConfig config = options.Load(name, arguments);
            var description = new ModelDescription(
                name,
                config,
                LayoutName.Parse(arguments.GetRequiredValue(layout), layout.Name),
                ReadBlock(arguments.GetValue(block), config),
                new ShardLookup(TryLoad(name, config, arguments))
            );
            if (arguments.GetValue(json))
            {
                JsonOutput.Write(output, new BlocksJson(description));
            }
            else
            {
                new BlocksTables(description, new TableWriter(output)).Write();
            }

            return ExitCode.Done;
        });
        return command;

        CheckpointIndex? TryLoad(string name, DistributedMixtralConfig config, ParseResult arguments)
        {
            try
            {
                return remote.Load(name, config, options.ReadLocation(arguments), arguments);
            }
            catch (ConfigNotFoundException) when (!arguments.GetValue(remote))
            {
                return null;
            }
        }
    }

    private static WrappedMixtralBlock? ReadBlock(int? index, DistributedMixtralConfig config) =>
        index is not { } block ? null
        : block < config.Blocks.Count ? config.Blocks[block]
        : throw new UsageException($"--block {block}: the model has the blocks 0 to {config.Blocks.Count - 1}.");
}
