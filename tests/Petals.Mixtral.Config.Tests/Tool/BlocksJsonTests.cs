using System.Text.Json;
using Petals.Mixtral.Config.Blocks;
using Petals.Mixtral.Config.Tests.Support;

namespace Petals.Mixtral.Config.Tests.Tool;

/// <summary><c>mixtral-config blocks --json</c>: the numbers of the library, under names that scripts know.</summary>
public sealed class BlocksJsonTests
{
    [Theory]
    [InlineData("mistralai/Mixtral-8x7B-v0.1")]
    [InlineData("mistralai/Mixtral-8x22B-v0.1")]
    [InlineData(MicroModel.Repo)]
    public void The_sizes_are_those_of_the_library(string model)
    {
        DistributedMixtralConfig config = Load(model);
        WrappedMixtralBlock block = config.Blocks[0];

        JsonElement json = ToolRun.OnFixture("blocks", model, "--json").Json;

        json.GetProperty("model").GetString().Should().Be(model);
        json.GetProperty("num_blocks").GetInt32().Should().Be(config.NumHiddenLayers);
        json.GetProperty("parameter_count").GetInt64().Should().Be(config.ParameterCount);
        json.GetProperty("active_parameter_count").GetInt64().Should().Be(config.ActiveParameterCount);
        json.GetProperty("dtype").GetString().Should().Be("bfloat16");
        json.GetProperty("block").GetProperty("parameter_count").GetInt64().Should().Be(block.ParameterCount);
        json.GetProperty("block")
            .GetProperty("active_parameter_count")
            .GetInt64()
            .Should()
            .Be(block.ActiveParameterCount);
        json.GetProperty("block")
            .GetProperty("size_on_disk_in_bytes")
            .GetInt64()
            .Should()
            .Be(block.GetSizeOnDiskInBytes());
        json.GetProperty("block")
            .GetProperty("size_in_bytes")
            .EnumerateObject()
            .Select(size => (size.Name, size.Value.GetInt64()))
            .Should()
            .Equal(
                ("none", block.GetSizeInBytes(QuantType.None)),
                ("int8", block.GetSizeInBytes(QuantType.Int8)),
                ("nf4", block.GetSizeInBytes(QuantType.Nf4))
            );
        json.GetProperty("tensors_outside_blocks")
            .EnumerateArray()
            .Select(Spec)
            .Should()
            .Equal(config.TensorsOutsideBlocks.Select(Spec));
        json.GetProperty("blocks")
            .EnumerateArray()
            .Select(listed => listed.GetProperty("module_uid").GetString())
            .Should()
            .Equal(config.Blocks.Select(listed => listed.ModuleUid.ToString()));
    }

    [Theory]
    [InlineData("published", TensorLayout.Published)]
    [InlineData("v5", TensorLayout.Transformers5)]
    public void The_tensors_of_a_block_are_those_of_the_layout(string name, TensorLayout layout)
    {
        JsonElement json = ToolRun
            .OnFixture("blocks", MicroModel.Repo, "--block", "1", "--layout", name, "--json")
            .Json;

        JsonElement block = json.GetProperty("blocks").EnumerateArray().Should().ContainSingle().Subject;
        block.GetProperty("layer_index").GetInt32().Should().Be(1);
        block.GetProperty("weight_prefix").GetString().Should().Be("model.layers.1.");
        block
            .GetProperty("tensors")
            .EnumerateArray()
            .Select(Spec)
            .Should()
            .Equal(Load(MicroModel.Repo).Blocks[1].TensorsIn(layout).Select(Spec));
        json.TryGetProperty("tensors_outside_blocks", out _).Should().BeFalse();
    }

    [Fact]
    public void Without_a_checkpoint_no_file_is_known()
    {
        JsonElement all = ToolRun.OnFixture("blocks", "mistralai/Mixtral-8x7B-v0.1", "--json").Json;
        JsonElement one = ToolRun.OnFixture("blocks", "mistralai/Mixtral-8x7B-v0.1", "--json", "--block", "0").Json;

        all.GetProperty("checkpoint").ValueKind.Should().Be(JsonValueKind.Null);
        JsonElement[] items =
        [
            .. all.GetProperty("blocks").EnumerateArray(),
            .. all.GetProperty("tensors_outside_blocks").EnumerateArray(),
            .. one.GetProperty("blocks")[0].GetProperty("tensors").EnumerateArray(),
        ];
        items
            .Should()
            .HaveCount(32 + 3 + 31)
            .And.AllSatisfy(item => item.GetProperty("shard_files").ValueKind.Should().Be(JsonValueKind.Null));
    }

    [Fact]
    public void The_names_are_those_that_scripts_know()
    {
        JsonElement json = ToolRun.OnFixture("blocks", MicroModel.Repo, "--json").Json;

        Names(json)
            .Should()
            .Equal(
                "model",
                "num_blocks",
                "parameter_count",
                "active_parameter_count",
                "dtype",
                "layout",
                "block",
                "checkpoint",
                "tensors_outside_blocks",
                "blocks"
            );
        Names(json.GetProperty("block"))
            .Should()
            .Equal("parameter_count", "active_parameter_count", "attention", "size_in_bytes", "size_on_disk_in_bytes");
        Names(json.GetProperty("checkpoint")).Should().Equal("path", "total_size");
        Names(json.GetProperty("blocks")[0])
            .Should()
            .Equal("layer_index", "module_uid", "weight_prefix", "shard_files");
        Names(json.GetProperty("tensors_outside_blocks")[0])
            .Should()
            .Equal("name", "shape", "element_count", "size_in_bytes", "shard_files");
    }

    [Fact]
    public void Of_the_stacked_tensors_it_says_where_the_published_ones_go()
    {
        JsonElement block = ToolRun
            .OnFixture("blocks", MicroModel.Repo, "--block", "1", "--layout", "v5", "--json")
            .Json.GetProperty("blocks")[0];

        block
            .GetProperty("placements")
            .EnumerateArray()
            .Select(placement =>
                (
                    placement.GetProperty("source").GetString(),
                    placement.GetProperty("target").GetString(),
                    placement.GetProperty("element_offset").GetInt64(),
                    placement.GetProperty("element_count").GetInt64()
                )
            )
            .Should()
            .Equal(
                Load(MicroModel.Repo)
                    .Blocks[1]
                    .TensorPlacements.Select(placement =>
                        (
                            (string?)placement.Source.Name,
                            (string?)placement.Target.Name,
                            placement.ElementOffset,
                            placement.Source.ElementCount
                        )
                    )
            );
    }

    private static DistributedMixtralConfig Load(string model) =>
        DistributedMixtralConfig.FromPretrained(model, options: new() { CacheDirectory = Fixtures.Hub });

    private static IEnumerable<string> Names(JsonElement json) => json.EnumerateObject().Select(member => member.Name);

    private static (string, string, long) Spec(JsonElement tensor) =>
        (
            tensor.GetProperty("name").GetString()!,
            string.Join(',', tensor.GetProperty("shape").EnumerateArray()),
            tensor.GetProperty("element_count").GetInt64()
        );

    private static (string, string, long) Spec(TensorSpec tensor) =>
        (tensor.Name, string.Join(',', tensor.Shape), tensor.ElementCount);
}
