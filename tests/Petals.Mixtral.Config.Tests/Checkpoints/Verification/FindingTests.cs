namespace Petals.Mixtral.Config.Tests.Checkpoints.Verification;

/// <summary>The reports of checkpoints. Most differ from a sound checkpoint in one detail.</summary>
public sealed class FindingTests
{
    private const string Gate = "model.layers.1.block_sparse_moe.gate.weight";
    private const string Head = "lm_head.weight";
    private const string Query = "model.layers.1.self_attn.q_proj.weight";

    private static readonly string[] StrayNames =
    [
        "model.layers.1.self_attn.q_proj.bias",
        "model.layers.1.mlp.gate.weight",
        "model.layers.1.mlp.experts.gate_up_proj",
        "model.layers.1.block_sparse_moe.experts.4.w1.weight",
        "model.layers.1.block_sparse_moe.experts.03.w1.weight",
        "model.layers.1.",
        "model.layers.2.input_layernorm.weight",
        "model.layers.01.input_layernorm.weight",
        "model.layers..input_layernorm.weight",
        "model.layers.",
        "model.layers.99999999999.input_layernorm.weight",
        "Model.norm.weight",
        "",
    ];

    private static readonly (string From, string To)[] NamesOfMistral =
    [
        ("model.layers.", "layers."),
        ("self_attn.", "attention."),
        ("_proj", ""),
        ("block_sparse_moe", "feed_forward"),
        ("input_layernorm", "attention_norm"),
        ("post_attention_layernorm", "ffn_norm"),
        ("model.embed_tokens", "tok_embeddings"),
        ("model.norm", "norm"),
        ("lm_head", "output"),
    ];

    private static readonly Dictionary<string, Func<CheckpointReport>> Reports = new()
    {
        ["a sound checkpoint"] = () => Report(_ => { }),
        ["a sound checkpoint of transformers 5"] = () => Report(_ => { }, layout: TensorLayout.Transformers5),
        ["a single file"] = () =>
            Damage(builder =>
            {
                Delete(builder, "*");
                builder.WriteSingle();
            }),
        ["a tied head that is absent"] = () =>
            Report(_ => { }, VerifiedCheckpoint.Tiny with { TieWordEmbeddings = true }),
        ["a tied head that is present"] = () => Report(it => it.Config = it.Config with { TieWordEmbeddings = true }),
        ["a tied head of another shape"] = () =>
            Report(it =>
            {
                it.Config = it.Config with { TieWordEmbeddings = true };
                it.Builder.Change(Head, tensor => tensor with { Shape = [999, 64] });
            }),
        ["another size of a head, in the config and the checkpoint"] = () =>
            Report(_ => { }, TinyConfig.Read("head_dim", "48")),
        ["another size of a head, in the checkpoint only"] = () =>
            Report(it => it.Config = VerifiedCheckpoint.Tiny, TinyConfig.Read("head_dim", "48")),
        ["another dtype, and none in the config"] = () => WithDtype(null),
        ["another dtype, and auto in the config"] = () => WithDtype(TorchDtype.Auto),

        ["no head"] = () => Without(Head),
        ["no gate"] = () => Without(Gate),
        ["no matrix of an expert"] = () => Without("model.layers.0.block_sparse_moe.experts.3.w2.weight"),
        ["no norm"] = () => Without("model.norm.weight"),
        ["a gate that only the index names"] = () => Change(tensor => tensor with { Shard = null }),
        ["a gate in another file than the index says"] = () =>
            Change(tensor => tensor with { Shard = Shard(3), IndexedIn = Shard(1) }),
        ["a gate that is not in the index"] = () => Change(tensor => tensor with { IndexedIn = null }),
        ["a gate in two files, of which the index names the second"] = () => InTwoFiles(1),
        ["a gate in two files, of which the index names the first"] = () => InTwoFiles(3),
        ["a gate of another shape with as many values"] = () => Change(tensor => tensor with { Shape = [64, 4] }),
        ["a gate with one dimension"] = () => Change(tensor => tensor with { Shape = [256] }),
        ["a gate with three dimensions"] = () => Change(tensor => tensor with { Shape = [4, 64, 1] }),
        ["a gate without values"] = () => Change(tensor => tensor with { Shape = [0, 64] }),
        ["a gate without dimensions"] = () => Change(tensor => tensor with { Shape = [] }),
        ["tensors that the model does not have"] = () =>
            Report(it => Array.ForEach(StrayNames, name => it.Builder.Add(it.Builder[Gate] with { Name = name }))),
        ["a tensor that only the index has"] = () =>
            Report(it => it.Builder.Add(it.Builder[Gate] with { Name = "rotary", Shard = null })),
        ["a tensor that neither the model nor the index has"] = () =>
            Report(it => it.Builder.Add(it.Builder[Gate] with { Name = "foo.bar", IndexedIn = null })),
        ["a tensor with a long name and a long shape"] = () =>
            Report(it =>
                it.Builder.Add(
                    it.Builder[Gate] with
                    {
                        Name = new string('a', 1000),
                        Shape = [.. Enumerable.Repeat(1L, 1000)],
                    }
                )
            ),
        ["one published name in a checkpoint of transformers 5"] = () =>
            Report(it => it.Builder.Add(new ShardTensor(Gate, [4, 64], Shard(2))), layout: TensorLayout.Transformers5),

        ["no blocks 0, 3 to 5, and 11"] = () =>
            Report(it => it.Builder.Remove(tensor => IsIn(tensor.Name, 0, 3, 4, 5, 11)), WithLayers(12)),
        ["a block that only the index names"] = () =>
            Report(it => it.Builder.Change(tensor => IsIn(tensor.Name, 1), tensor => tensor with { Shard = null })),
        ["a block that the config does not have"] = () => Report(it => it.Config = WithLayers(2), WithLayers(3)),
        ["two dtypes in a block"] = () => Change(tensor => tensor with { Dtype = "F32" }),
        ["two dtypes outside the blocks"] = () =>
            Report(it => it.Builder.Change("model.norm.weight", tensor => tensor with { Dtype = "F32" })),
        ["another dtype outside the blocks"] = () =>
            Report(it =>
                it.Builder.Change(tensor => !IsIn(tensor.Name, 0, 1), tensor => tensor with { Dtype = "F16" })
            ),
        ["other dtypes in several blocks"] = () =>
            Report(
                it =>
                    it.Builder.Change(tensor => IsIn(tensor.Name, 1, 2, 3, 5), tensor => tensor with { Dtype = "F16" })
                        .Change(tensor => IsIn(tensor.Name, 6, 11), tensor => tensor with { Dtype = "F32" }),
                WithLayers(12)
            ),
        ["many faults, in the order of files and blocks"] = () =>
            Report(
                it =>
                    it.Builder.Remove(tensor =>
                            IsIn(tensor.Name, 10)
                            || tensor.Name is "model.layers.2.self_attn.v_proj.weight" or "model.norm.weight"
                        )
                        .Change("model.layers.2.input_layernorm.weight", tensor => tensor with { Shape = [63] })
                        .Change("model.layers.9.input_layernorm.weight", tensor => tensor with { Dtype = "F32" })
                        .Change("model.layers.11.input_layernorm.weight", tensor => tensor with { IndexedIn = null })
                        .Change(Head, tensor => tensor with { IndexedIn = "gone.safetensors", Shard = null })
                        .Change(tensor => IsIn(tensor.Name, 0), tensor => tensor with { Dtype = "F16" }),
                WithLayers(12)
            ),

        ["a prefix of DataParallel"] = () => Renamed(name => $"module.{name}"),
        ["a prefix of torch.compile"] = () => Renamed(name => $"_orig_mod.{name}"),
        ["a prefix of PEFT"] = () => Renamed(name => $"base_model.model.{name}"),
        ["two prefixes"] = () => Renamed(name => $"module._orig_mod.{name}"),
        ["no prefix of the model"] = () => Renamed(name => name.StartsWith("model.") ? name["model.".Length..] : name),
        ["a prefix, and no norm"] = () =>
            Renamed(
                name => $"module.{name}",
                builder => builder.Remove(tensor => tensor.Name == "module.model.norm.weight")
            ),
        ["a prefix before the names of one block"] = () => Renamed(name => IsIn(name, 1) ? $"module.{name}" : name),
        ["a prefix before all names except those of one block"] = () =>
            Renamed(name => IsIn(name, 1) ? name : $"module.{name}"),
        ["a prefix before one name, and another before two"] = () =>
            Renamed(name =>
                name == Head ? $"module.{name}"
                : name.EndsWith("_layernorm.weight") && IsIn(name, 0) ? $"_orig_mod.{name}"
                : name
            ),
        ["one tensor twice, once with a prefix"] = () =>
            Report(it => it.Builder.Add(it.Builder[Gate] with { Name = $"module.{Gate}" })),
        ["names of the format of Mistral"] = () =>
            Renamed(name => NamesOfMistral.Aggregate(name, (text, pair) => text.Replace(pair.From, pair.To))),
        ["names of another model"] = () =>
            Renamed(name => $"transformer.h{name.Length}.{name.Replace("model.layers", "block")}.x"),

        ["no second file"] = () => Damage(builder => Delete(builder, Shard(2))),
        ["no second file, and a tensor that the model does not have"] = () =>
            Damage(
                builder => Delete(builder, Shard(2)),
                builder => builder.Add(builder[Gate] with { Name = "model.layers.1.rotary" })
            ),
        ["no file at all"] = () => Damage(builder => Delete(builder, "*.safetensors")),
        ["a file that is cut short"] = () =>
            Damage(builder =>
            {
                using FileStream file = File.OpenWrite(builder.PathOf(Shard(2)));
                file.SetLength(file.Length - 1);
            }),
        ["an empty file"] = () => Replace(""),
        ["a Git LFS pointer"] = () => Replace("version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 1\n"),
        ["a web page"] = () => Replace("<html></html>"),

        ["a single pickle"] = () =>
            Damage(builder =>
            {
                Delete(builder, "*");
                File.WriteAllText(builder.PathOf("pytorch_model.bin"), "a pickle");
            }),
        ["pickles, of which one is missing"] = () =>
            Damage(builder =>
            {
                builder.WriteIndex("pytorch_model.bin.index.json");
                Delete(builder, CheckpointBuilder.IndexName);
                Delete(builder, Shard(2));
            }),

        ["quantized weights, and no claim"] = () => Quantized(),
        ["quantized weights, and compression_config"] = () =>
            Quantized(config: TinyConfig.Read("compression_config", """{"quant_method": "compressed-tensors"}""")),
        ["quantized weights, and quantization"] = () =>
            Quantized(config: TinyConfig.Read("quantization", """{"group_size": 64, "bits": 4}""")),
        ["quantized weights, and quantization_config"] = () =>
            Quantized(config: Claiming("""{"quant_method": "awq"}""")),
        ["quantized weights, and a method with a control character"] = () =>
            Quantized(config: Claiming("""{"quant_method": "a\u001bb"}""")),
        ["quantized weights, and a method that is not a text"] = () =>
            Quantized(config: Claiming("""{"\ud800\ud800\ud800\ud800": 1, "quant_method": 4}""")),
        ["quantized weights, and a claim that is a list"] = () => Quantized(config: Claiming("[]")),
        ["quantized weights, and a claim that is true"] = () => Quantized(config: Claiming("true")),
        ["quantized weights without a norm in a block"] = () => QuantizedWithout("model.layers.1.input_layernorm."),
        ["quantized weights without a gate"] = () => QuantizedWithout("model.layers.0.block_sparse_moe.gate."),
        ["quantized weights without the last norm"] = () => QuantizedWithout("model.norm."),
        ["quantized weights without a head"] = () => QuantizedWithout("lm_head."),
        ["quantized weights without a projection"] = () => QuantizedWithout("model.layers.1.self_attn.k_proj."),
        ["quantized weights without a block"] = () => QuantizedWithout("model.layers.1."),
        ["quantized weights and a head of another shape"] = () =>
            Quantized(builder => builder.Change(Head, tensor => tensor with { Shape = [9, 9] })),
        ["quantized experts that are stacked"] = () => Quantized(StackExperts),
        ["quantized weights without two files"] = () =>
            Damage(
                builder =>
                {
                    Delete(builder, Shard(1));
                    File.WriteAllText(builder.PathOf(Shard(3)), "a");
                },
                config: Claiming("{}")
            ),
        ["a claim about weights that are not quantized"] = () => Report(it => it.Config = Claiming("{}")),
        ["a claim with half of a surrogate pair"] = () =>
            Report(it => it.Config = Claiming("""{"quant_method": "\ud800"}""")),
        ["a claim that is null"] = () => Report(it => it.Config = Claiming("null")),
        ["a stale claim that hides no damage"] = () => Stale(Claiming("""{"quant_method": "bitsandbytes"}""")),
        ["another stale claim that hides no damage"] = () => Stale(TinyConfig.Read("compression_config", "{}")),
        ["one weight of integers, and no claim"] = () =>
            Report(it => it.Builder.Change(Query, tensor => tensor with { Dtype = "I8" })),
    };

    [Fact]
    public void The_report_of_each_checkpoint_is_the_approved_one()
    {
        var names = new List<string>();

        Transcript.ShouldHold(
            "checkpoint-findings",
            name =>
            {
                names.Add(name);
                return Text(Reports[name]());
            }
        );

        names.Should().BeEquivalentTo(Reports.Keys);
    }

    [Fact]
    public void A_finding_has_its_kind_blocks_tensor_file_and_values()
    {
        CheckpointReport report = Change(tensor => tensor with { Shape = [1] });

        report
            .Findings.Should()
            .ContainSingle()
            .Which.Should()
            .BeEquivalentTo(
                new
                {
                    Kind = CheckpointFindingKind.WrongShape,
                    FirstBlock = 1,
                    LastBlock = 1,
                    Tensor = Gate,
                    ShardFile = Shard(2),
                    Expected = "[4, 64]",
                    Found = "[1]",
                }
            );
        Reports["a tensor with a long name and a long shape"]().Findings[0].Tensor.Should().HaveLength(1000);
        report = Reports["a sound checkpoint"]();
        report.BytesOnDisk.Should().Be(report.BytesRead + report.Index.TotalSize!.Value);
        report.ToString().Should().Be("no finding");
    }

    [Fact]
    [Needs(Links)]
    public void A_link_without_a_target_is_a_missing_file() =>
        Damage(builder =>
        {
            File.Delete(builder.PathOf(Shard(2)));
            SymbolicLinks.ToFile(builder.PathOf(Shard(2)), "blob");
        })
            .Findings.Should()
            .ContainSingle()
            .Which.Kind.Should()
            .Be(CheckpointFindingKind.MissingShard);

    private static string Text(CheckpointReport report) =>
        string.Join(
                '\n',
                [
                    $"{report.Layout}, {report.NumShardsRead} files, {report.NumTensors} tensors, "
                        + $"quantized: {report.IsQuantized} {report.QuantizationMethod}",
                    .. report.Findings.Select(finding => finding.ToString()),
                    .. report.Limits,
                ]
            )
            .ReplaceDirectory(Path.GetDirectoryName(report.Index.Path)!, "/data");

    private static CheckpointReport Report(
        Action<VerifiedCheckpoint> change,
        DistributedMixtralConfig? config = null,
        TensorLayout layout = TensorLayout.Published
    )
    {
        using var checkpoint = new VerifiedCheckpoint(config, layout);
        change(checkpoint);
        return checkpoint.Verify();
    }

    /// <summary>Damages the files after they were written.</summary>
    private static CheckpointReport Damage(
        Action<CheckpointBuilder> damage,
        Action<CheckpointBuilder>? change = null,
        DistributedMixtralConfig? config = null
    )
    {
        using var checkpoint = new VerifiedCheckpoint(config);
        change?.Invoke(checkpoint.Builder);
        return checkpoint.Verify(damage);
    }

    private static CheckpointReport Replace(string content) =>
        Damage(builder => File.WriteAllText(builder.PathOf(Shard(2)), content));

    private static void Delete(CheckpointBuilder builder, string pattern) =>
        Array.ForEach(Directory.GetFiles(builder.Directory, pattern), File.Delete);

    private static CheckpointReport Without(string name) =>
        Report(it => it.Builder.Remove(tensor => tensor.Name == name));

    private static CheckpointReport Change(Func<ShardTensor, ShardTensor> change) =>
        Report(it => it.Builder.Change(Gate, change));

    private static CheckpointReport WithDtype(TorchDtype? dtype) =>
        Report(it =>
        {
            it.Builder.Change(_ => true, tensor => tensor with { Dtype = "F16" });
            it.Config = it.Config with { TorchDtype = dtype };
        });

    /// <summary>The index has the name once: the last entry counts.</summary>
    private static CheckpointReport InTwoFiles(int other) =>
        Report(it =>
        {
            ShardTensor sound = it.Builder[Gate];
            it.Builder.Remove(tensor => tensor == sound)
                .Add(sound with { Shard = Shard(other), IndexedIn = null, Shape = [1], Dtype = "F32" })
                .Add(sound);
        });

    private static CheckpointReport Renamed(Func<string, string> rename, Action<CheckpointBuilder>? change = null) =>
        Report(it =>
        {
            it.Builder.Change(_ => true, tensor => tensor with { Name = rename(tensor.Name) });
            change?.Invoke(it.Builder);
        });

    private static CheckpointReport Stale(DistributedMixtralConfig config) =>
        Report(it =>
        {
            it.Config = config;
            it.Builder.Change(Head, tensor => tensor with { Shape = [9, 9] }).Remove(tensor => tensor.Name == Query);
        });

    private static CheckpointReport QuantizedWithout(string prefix) =>
        Quantized(builder => builder.Remove(tensor => tensor.Name.StartsWith(prefix)));

    private static CheckpointReport Quantized(
        Action<CheckpointBuilder>? change = null,
        DistributedMixtralConfig? config = null
    ) =>
        Report(
            it =>
            {
                ShardTensor[] projections =
                [
                    .. it.Builder.Tensors.Where(tensor =>
                        tensor.Name.Contains("_proj.") || tensor.Name.Contains(".experts.")
                    ),
                ];
                it.Builder.Remove(projections.Contains);
                foreach (ShardTensor tensor in projections)
                {
                    string module = tensor.Name[..^"weight".Length];
                    it.Builder.Add(new ShardTensor($"{module}qweight", [4, 4], tensor.Shard) { Dtype = "I32" })
                        .Add(new ShardTensor($"{module}scales", [4], tensor.Shard) { Dtype = "F16" });
                }

                change?.Invoke(it.Builder);
            },
            config
        );

    private static void StackExperts(CheckpointBuilder builder)
    {
        builder.Remove(tensor => tensor.Name.Contains(".experts."));
        foreach (string matrix in (string[])["gate_proj", "up_proj", "down_proj"])
        {
            foreach (int block in (int[])[0, 1])
            {
                string name = $"model.layers.{block}.block_sparse_moe.switch_mlp.{matrix}.";
                builder
                    .Add(new ShardTensor($"{name}weight", [4], Shard(1)) { Dtype = "U32" })
                    .Add(new ShardTensor($"{name}scales", [4], Shard(1)) { Dtype = "F16" });
            }
        }
    }

    private static DistributedMixtralConfig Claiming(string value) => TinyConfig.Read("quantization_config", value);

    private static DistributedMixtralConfig WithLayers(int count) =>
        VerifiedCheckpoint.Tiny with
        {
            NumHiddenLayers = count,
        };

    private static bool IsIn(string tensor, params int[] blocks) =>
        blocks.Any(block => tensor.StartsWith($"model.layers.{block}."));

    private static string Shard(int number) => CheckpointBuilder.Shard(number);
}
