namespace Petals.Mixtral.Config.Tests.Tool;

/// <summary>What <c>verify</c> recommends for weights that it does not find by their names.</summary>
public sealed class OtherWeightNameTests : FolderTest
{
    [Theory]
    [InlineData("weights.bin", "rename it to pytorch_model.bin if it is the whole model")]
    [InlineData("model.pth", "rename it to pytorch_model.bin if it is the whole model")]
    [InlineData("mixtral-4bit-128g.pt", "quantised weights: rename it to pytorch_model.bin")]
    [InlineData("mixtral-4bit-128g.safetensors", "quantised weights: rename it to model.safetensors")]
    [InlineData("frankenmixtral.safetensors", "an unknown name: rename it to model.safetensors")]
    [InlineData("frank0.safetensors", "an unknown name: rename it to model.safetensors")]
    [InlineData("rank0.safetensors", "one part of a tensor-parallel model")]
    [InlineData("mp_rank_00_model_states.pt", "one part of a tensor-parallel model")]
    public void verify_recommends_a_name_that_fits_the_format(string file, string advice)
    {
        Folder.Write("config.json", TinyConfig.Json);
        Folder.Write(file, "");

        Verify(3).Should().Contain($"{file} (").And.Contain(advice);
    }

    [Fact]
    public void verify_reads_shards_in_a_folder_beside_other_weights()
    {
        MicroModel.CopyTo(Folder.Path);
        string index = Folder.Combine(MicroModel.IndexFile);
        File.WriteAllText(index, File.ReadAllText(index).Replace("\"model-", "\"weights/model-"));
        Directory.CreateDirectory(Folder.Combine("weights"));
        foreach (string shard in Directory.GetFiles(Folder.Path, "model-*"))
        {
            File.Move(shard, Folder.Combine("weights", Path.GetFileName(shard)));
        }

        Folder.Write("consolidated.safetensors", "");

        ToolRun run = ToolRun.Of("verify", Folder.Path, "--offline");

        run.Exit.Should().Be(0, run.Output);
    }

    [Fact]
    public void verify_does_not_list_the_state_of_an_optimizer()
    {
        Folder.Write("config.json", TinyConfig.Json);
        Folder.Write("bf16_zero_pp_rank_0_mp_rank_00_optim_states.pt", "");

        Verify(3).Should().Contain("Give the directory that holds the weights.");
    }

    [Theory]
    [InlineData("model.safetensors", "the index is stale; delete it")]
    [InlineData("m-00001-of-00001.safetensors", "m-00001-of-00001.safetensors: the index is stale; replace it")]
    public void verify_recommends_a_remedy_for_a_stale_index_beside_one_file(string file, string advice)
    {
        Folder.Write("config.json", TinyConfig.Json);
        Folder.Write(
            "model.safetensors.index.json",
            """{"weight_map": {"lm_head.weight": "model-00001-of-00003.safetensors"}}"""
        );
        Folder.Write(file, "");

        Verify(1).Should().Contain(advice);
    }

    private string Verify(int exit)
    {
        ToolRun run = ToolRun.Of("verify", Folder.Path, "--offline");
        run.Exit.Should().Be(exit);
        return run.Error + run.Output;
    }
}
