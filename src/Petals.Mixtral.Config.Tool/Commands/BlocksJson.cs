using System.Text.Json;
using Petals.Mixtral.Config.Blocks;
using Petals.Mixtral.Config.Checkpoints;
using Petals.Mixtral.Config.Tool.Output;

namespace Petals.Mixtral.Config.Tool.Commands;

/// <summary>The blocks of a model as JSON.</summary>
internal sealed class BlocksJson(ModelDescription model)
{
    public void Write(Utf8JsonWriter json)
    {
        DistributedMixtralConfig config = model.Config;
        WrappedMixtralBlock block = model.Block ?? config.Blocks[0];
        json.WriteString("model", model.Model);
        json.WriteNumber("num_blocks", config.Blocks.Count);
        json.WriteNumber("parameter_count", config.ParameterCount);
        json.WriteNumber("active_parameter_count", config.ActiveParameterCount);
        json.WriteString("dtype", block.Dtype.Name);
        json.WriteString("layout", LayoutName.Of(model.Layout));
        json.WriteStartObject("block");
        json.WriteNumber("parameter_count", block.ParameterCount);
        json.WriteNumber("active_parameter_count", block.ActiveParameterCount);
        json.WriteStartObject("attention");
        json.WriteNumber("num_heads", block.Attention.NumHeads);
        json.WriteNumber("num_key_value_heads", block.Attention.NumKeyValueHeads);
        json.WriteNumber("head_dim", block.Attention.HeadDim);
        json.WriteEndObject();
        json.WriteStartObject("size_in_bytes");
        foreach (QuantType quantType in ModelDescription.QuantTypes)
        {
            json.WriteNumber(QuantName.Of(quantType), block.GetSizeInBytes(quantType));
        }

        json.WriteEndObject();
        json.WriteNumber("size_on_disk_in_bytes", block.GetSizeOnDiskInBytes());
        json.WriteEndObject();
        Write(json, model.Shards.Index);
        if (model.Block is null)
        {
            json.WriteStartArray("tensors_outside_blocks");
            foreach (TensorSpec tensor in config.TensorsOutsideBlocks)
            {
                Write(json, tensor, model.Shards.Of(tensor.Name));
            }

            json.WriteEndArray();
        }

        json.WriteStartArray("blocks");
        foreach (WrappedMixtralBlock listed in model.Blocks)
        {
            Write(json, listed);
        }

        json.WriteEndArray();
    }

    private static void Write(Utf8JsonWriter json, CheckpointIndex? index)
    {
        if (index is null)
        {
            json.WriteNull("checkpoint");
            return;
        }

        json.WriteStartObject("checkpoint");
        json.WriteString("path", index.Path);
        if (index.TotalSize is { } size)
        {
            json.WriteNumber("total_size", size);
        }
        else
        {
            json.WriteNull("total_size");
        }

        json.WriteEndObject();
    }

    private void Write(Utf8JsonWriter json, WrappedMixtralBlock block)
    {
        json.WriteStartObject();
        json.WriteNumber("layer_index", block.LayerIndex);
        json.WriteString("module_uid", ModelDescription.ModuleUidOf(block));
        json.WriteString("weight_prefix", block.WeightPrefix);
        JsonOutput.WriteStrings(json, "shard_files", model.Shards.Of(block));
        if (model.Block is not null)
        {
            json.WriteStartArray("tensors");
            foreach (TensorSpec tensor in model.TensorsOf(block))
            {
                Write(json, tensor, model.ShardsOf(block, tensor));
            }

            json.WriteEndArray();
            if (model.Layout == TensorLayout.Transformers5)
            {
                WritePlacements(json, block);
            }
        }

        json.WriteEndObject();
    }

    private static void WritePlacements(Utf8JsonWriter json, WrappedMixtralBlock block)
    {
        json.WriteStartArray("placements");
        foreach (TensorPlacement placement in ModelDescription.PlacementsOf(block))
        {
            json.WriteStartObject();
            json.WriteString("source", placement.Source.Name);
            json.WriteString("target", placement.Target.Name);
            json.WriteNumber("element_offset", placement.ElementOffset);
            json.WriteNumber("element_count", placement.Source.ElementCount);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private void Write(Utf8JsonWriter json, TensorSpec tensor, IReadOnlyList<string>? shards)
    {
        json.WriteStartObject();
        json.WriteString("name", tensor.Name);
        json.WriteStartArray("shape");
        foreach (long dimension in tensor.Shape)
        {
            json.WriteNumberValue(dimension);
        }

        json.WriteEndArray();
        json.WriteNumber("element_count", tensor.ElementCount);
        json.WriteNumber("size_in_bytes", tensor.GetSizeInBytes(model.Config.ResolveBlockDtype()));
        JsonOutput.WriteStrings(json, "shard_files", shards);
        json.WriteEndObject();
    }
}
