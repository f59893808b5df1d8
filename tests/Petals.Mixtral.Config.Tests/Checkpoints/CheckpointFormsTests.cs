namespace Petals.Mixtral.Config.Tests.Checkpoints;

/// <summary>The four forms of a checkpoint, and the arguments that name its directory.</summary>
public sealed class CheckpointFormsTests : FolderTest
{
    private const string Index = """{"weight_map": {"model.layers.0.input_layernorm.weight": "a"}}""";

    [Fact]
    public void The_first_form_of_a_checkpoint_in_the_order_of_Petals_is_used()
    {
        var formats = new List<CheckpointFormat>();
        WriteAll(Folder.Path);
        foreach (
            string file in (string[])
                [
                    "model.safetensors.index.json",
                    "model.safetensors",
                    "pytorch_model.bin.index.json",
                    "pytorch_model.bin",
                ]
        )
        {
            CheckpointIndex index = CheckpointIndex.Load(Folder.Path);
            index.Path.Should().Be(Folder.Combine(file));
            formats.Add(index.Format);
            File.Delete(index.Path);
        }

        formats
            .Should()
            .Equal(
                CheckpointFormat.SafetensorsIndex,
                CheckpointFormat.Safetensors,
                CheckpointFormat.PyTorchIndex,
                CheckpointFormat.PyTorch
            );
    }

    [Theory]
    [InlineData("config.json")]
    [InlineData("pytorch_model.bin")]
    [InlineData("model.safetensors.index.json")]
    public void Load_finds_the_checkpoint_when_a_file_in_its_directory_is_given(string file)
    {
        WriteAll(Folder.Combine("model"));
        string path = Folder.Write($"model/{file}", file.EndsWith("index.json") ? Index : "{}");

        CheckpointIndex.Load(path).Path.Should().Be(Folder.Combine("model", "model.safetensors.index.json"));
        CheckpointIndex
            .Load(path, new PretrainedLoadOptions { Subfolder = "elsewhere" })
            .Format.Should()
            .Be(CheckpointFormat.SafetensorsIndex);
    }

    [Fact]
    public void Only_the_subfolder_is_searched()
    {
        WriteAll(Folder.Combine("a", "b"));

        CheckpointIndex index = CheckpointIndex.Load(Folder.Path, new PretrainedLoadOptions { Subfolder = "a/b/" });

        index.Path.Should().Be(Folder.Combine("a", "b", "model.safetensors.index.json"));
        index.GetShardPath("a").Should().Be(Folder.Combine("a", "b", "a"));
        Throws<ConfigNotFoundException>(() => CheckpointIndex.Load(Folder.Path));
    }

    [Theory]
    [InlineData("../outside")]
    [InlineData("a//b")]
    [InlineData("/etc")]
    public void Load_throws_when_the_subfolder_could_lead_out_of_the_directory(string subfolder) =>
        Throws<HubException>(() =>
            CheckpointIndex.Load(Folder.Path, new PretrainedLoadOptions { Subfolder = subfolder })
        );

    [Fact]
    public void LoadedFrom_of_a_config_leads_to_its_weights()
    {
        WriteAll(Folder.Combine("sub"));
        Folder.Write("sub/config.json", TinyConfig.Json);
        var config = DistributedMixtralConfig.FromPretrained(
            Folder.Path,
            options: new PretrainedLoadOptions { Subfolder = "sub" }
        );

        CheckpointIndex
            .Load(config.LoadedFrom!)
            .Path.Should()
            .Be(Folder.Combine("sub", "model.safetensors.index.json"));
    }

    [Fact]
    public void Load_expands_a_tilde_to_the_home_directory()
    {
        WriteAll(Folder.Combine("tiny"));
        var options = new PretrainedLoadOptions
        {
            Environment = ConfigEnvironment.Create(new Dictionary<string, string>(), Folder.Path),
        };

        CheckpointIndex
            .Load("~/tiny", options)
            .Path.Should()
            .Be(Folder.Combine("tiny", "model.safetensors.index.json"));
    }

    [Fact]
    [Needs(Links)]
    public void The_error_about_a_missing_checkpoint_names_every_place()
    {
        Folder.Write("config.json", TinyConfig.Json);
        Directory.CreateDirectory(Folder.Combine("model.safetensors"));
        SymbolicLinks.ToFile(Folder.Combine("pytorch_model.bin"), "nothing");

        ConfigNotFoundException exception = Throws<ConfigNotFoundException>(
            () => CheckpointIndex.Load(Folder.Path),
            $"There is no checkpoint in '{Folder.Path}'. Looked at * Give the directory that holds the weights."
        );

        exception.Model.Should().Be(Folder.Path);
        exception.Revision.Should().BeNull();
        exception
            .PlacesSearched.ToTexts()
            .Should()
            .Equal(
                ResultTexts.Place(Folder.Combine("model.safetensors.index.json"), "no such file"),
                ResultTexts.Place(Folder.Combine("model.safetensors"), "a directory"),
                ResultTexts.Place(Folder.Combine("pytorch_model.bin.index.json"), "no such file"),
                ResultTexts.Place(Folder.Combine("pytorch_model.bin"), "a link to nothing, which does not exist")
            );
    }

    [Theory]
    [InlineData("/no/such/model")]
    [InlineData("./no-such-model")]
    [InlineData("C:\\model")]
    public void Load_never_uses_a_path_that_does_not_exist_as_a_repo_id(string path) =>
        Throws<ConfigNotFoundException>(() => CheckpointIndex.Load(path), $"'{path}' looks like a path*");

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData(" ")]
    public void A_missing_or_blank_argument_throws_ArgumentException(string? argument) =>
        Throws<ArgumentException>(() => CheckpointIndex.Load(argument!));

    private static void WriteAll(string directory)
    {
        Directory.CreateDirectory(directory);
        File.WriteAllText(Path.Combine(directory, "model.safetensors.index.json"), Index);
        ShardWriter.Write(Path.Combine(directory, "model.safetensors"), ShardWriter.OneTensor, 12);
        File.WriteAllText(Path.Combine(directory, "pytorch_model.bin.index.json"), Index);
        File.WriteAllText(Path.Combine(directory, "pytorch_model.bin"), "a pickle");
    }
}
