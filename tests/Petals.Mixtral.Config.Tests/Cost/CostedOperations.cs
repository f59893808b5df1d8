namespace Petals.Mixtral.Config.Tests.Cost;

/// <summary>The public operations whose cost depends on an input from outside.</summary>
internal static class CostedOperations
{
    private const int BytesPerByte = 200;
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };
    private static readonly DistributedMixtralConfig Tiny = Read(TinyConfig.Json);

    private static readonly PretrainedLoadOptions Isolated = new()
    {
        Environment = ConfigEnvironment.Create(new Dictionary<string, string>()),
        LocalFilesOnly = true,
    };

    public static IReadOnlyList<CostedOperation> All { get; } =
    [
        Text("FromJson", ["DistributedMixtralConfig.FromJson"], json => DistributedMixtralConfig.FromJson(json)),
        Text("FromJson of the model", ["MixtralConfig.FromJson"], json => MixtralConfig.FromJson(json)),
        Text(
            "FromJson of UTF-8",
            ["DistributedMixtralConfig.FromJson"],
            json => DistributedMixtralConfig.FromJson(Encoding.UTF8.GetBytes(json).AsSpan())
        ),
        Text(
            "JsonSerializer.Deserialize",
            ["ConfigJsonConverter`1.Read"],
            json => JsonSerializer.Deserialize<DistributedMixtralConfig>(json)
        ),
        Config("ToJsonString", ["DistributedMixtralConfig.ToJsonString"], config => config.ToJsonString()),
        Config("ToJsonString of all", ["DistributedMixtralConfig.ToJsonString"], config => config.ToJsonString(false)),
        Config("ToJsonString of the model", ["MixtralConfig.ToJsonString"], config => config.Model.ToJsonString()),
        Config(
            "ToJsonString of changed labels",
            ["DistributedMixtralConfig.ToJsonString"],
            config => (Read("{}") with { Model = Relabel(config.Model) }).ToJsonString()
        ),
        Config("JsonSerializer.Serialize", ["ConfigJsonConverter`1.Write"], config => JsonSerializer.Serialize(config)),
        Config(
            "JsonSerializer.Serialize indented",
            ["ConfigJsonConverter`1.Write"],
            config => JsonSerializer.Serialize(config, Indented)
        ),
        Config(
            "GetHashCode",
            ["DistributedMixtralConfig.GetHashCode", "MixtralConfig.GetHashCode", "PretrainedConfig.GetHashCode"],
            config => config.GetHashCode()
        ),
        Config(
            "ToString",
            ["DistributedMixtralConfig.ToString", "PretrainedConfig.ToString"],
            config => config.ToString()
        ),
        Config(
            "Validate",
            ["DistributedMixtralConfig.Validate"],
            config => config.Validate().Count.Should().BeLessThan(100)
        ),
        Config("EnsureValid", ["DistributedMixtralConfig.EnsureValid"], config => config.EnsureValid()),
        Config("DescribeSettings", ["DistributedMixtralConfig.DescribeSettings"], config => config.DescribeSettings()),
        Config(
            "ExtraAttributes",
            [
                "PretrainedConfig.ExtraAttributes",
                "MixtralConfig.ExtraAttributes",
                "DistributedMixtralConfig.ExtraAttributes",
            ],
            config => config.ExtraAttributes.Sum(extra => (int)extra.Value.ValueKind)
        ),
        Config(
            "Update",
            ["DistributedMixtralConfig.Update"],
            config => config.Update("hidden_size", 8).Update(config.ExtraAttributes.Reverse())
        ),
        Config(
            "Update of an unknown key",
            ["DistributedMixtralConfig.Update"],
            config => config.Update(new string('q', 60), 8)
        ),
        Config(
            "sizes",
            ["DistributedMixtralConfig.PlanBlocks", "DistributedMixtralConfig.Blocks"],
            config =>
                (config with { NumHiddenLayers = int.MaxValue, NumLocalExperts = 700_000_000 })
                    .Blocks[int.MaxValue - 1]
                    .Tensors[^1]
                    .ToString()
        ),
        Config(
            "PlanBlocks",
            ["DistributedMixtralConfig.PlanBlocks"],
            config => (config with { NumHiddenLayers = int.MaxValue }).PlanBlocks(long.MaxValue / 4)
        ),
        Configs(
            "Equals",
            ["DistributedMixtralConfig.Equals", "MixtralConfig.Equals", "PretrainedConfig.Equals"],
            (left, right) => left.Equals(right)
        ),
        Configs("Differences", ["DistributedMixtralConfig.Differences"], (left, right) => left.Differences(right)),
        Configs(
            "Differences from the defaults",
            ["DistributedMixtralConfig.Differences"],
            (left, _) => left.Differences(Tiny)
        ),
        new(
            "SavePretrained",
            ["DistributedMixtralConfig.SavePretrained", "MixtralConfig.SavePretrained"],
            ConfigAdversaries.All,
            BytesPerByte,
            (json, scratch) => TryParse(json) is { } config ? () => config.SavePretrained(scratch.Path) : () => { }
        ),
        File(
            "FromPretrained",
            ["DistributedMixtralConfig.FromPretrained"],
            path => DistributedMixtralConfig.FromPretrained(path, Isolated)
        ),
        File(
            "FromPretrained of the model",
            ["MixtralConfig.FromPretrained"],
            path => MixtralConfig.FromPretrained(path, Isolated)
        ),
        File(
            "FromPretrained by model_type",
            ["AutoDistributedConfig.FromPretrained"],
            path => AutoDistributedConfig.FromPretrained(path, options: Isolated)
        ),
        File("Explain", ["ModelResolution.Explain"], path => ModelResolution.Explain(path, Isolated)),
        File(
            "container",
            ["DistributedMixtralConfigServiceCollectionExtensions.AddDistributedMixtralConfig"],
            LoadByContainer
        ),
        new(
            "UpdateFromString",
            ["DistributedMixtralConfig.UpdateFromString"],
            TextAdversaries.Updates,
            BytesPerByte,
            PrepareUpdate
        ),
        new("Bind", ["DistributedMixtralOptions.Bind"], TextAdversaries.Sections, BytesPerByte, PrepareSection),
        new(
            "SafetensorsHeader.Read",
            ["SafetensorsHeader.Read"],
            CheckpointAdversaries.Headers,
            BytesPerByte,
            PrepareHeader
        ),
        new(
            "Verify a file",
            ["CheckpointIndex.Load", "CheckpointIndex.Verify", "CheckpointReport.ToString"],
            CheckpointAdversaries.Headers,
            2 * BytesPerByte,
            (header, scratch) =>
            {
                ShardWriter.Write(scratch.WriteOnly("model.safetensors", ""), header, 0);
                return () => CheckpointIndex.Load(scratch.Path, Isolated).Verify(Tiny).ToString();
            }
        ),
        new(
            "Verify an index",
            ["CheckpointIndex.Load", "CheckpointIndex.Verify", "CheckpointReport.ToString"],
            CheckpointAdversaries.Indexes,
            4 * BytesPerByte,
            PrepareIndex(index => index.Verify(Tiny with { NumHiddenLayers = int.MaxValue }).ToString())
        ),
        new(
            "files of an index",
            ["CheckpointIndex.FindShardFiles", "CheckpointIndex.GetShardPath"],
            CheckpointAdversaries.Indexes,
            4 * BytesPerByte,
            PrepareIndex(index =>
            {
                foreach (string file in index.ShardFiles)
                {
                    index.GetShardPath(file);
                }

                index.FindShardFiles((Tiny with { NumHiddenLayers = 1000 }).Blocks);
            })
        ),
        new(
            "Verify linked files",
            ["CheckpointIndex.Verify"],
            [new("links", n => new string(' ', n))],
            4 * BytesPerByte,
            PrepareLinks
        ),
        new(
            "ParseChain",
            ["ModuleUid.ParseChain", "ModuleUid.JoinChain", "ModuleUid.Parse", "ModuleUid.TryParse"],
            TextAdversaries.Chains,
            BytesPerByte,
            (chain, _) => () => ModuleUid.JoinChain(ModuleUid.ParseChain(chain))
        ),
        new(
            "TorchDtype.Parse",
            ["TorchDtype.Parse"],
            TextAdversaries.Chains,
            BytesPerByte,
            (text, _) => () => TorchDtype.Parse(text)
        ),
    ];

    private static CostedOperation Text(string name, string[] covers, Action<string> run) =>
        new(name, covers, ConfigAdversaries.All, BytesPerByte, (json, _) => () => run(json));

    private static CostedOperation Config(string name, string[] covers, Action<DistributedMixtralConfig> run) =>
        Configs(name, covers, (config, _) => run(config));

    private static CostedOperation Configs(
        string name,
        string[] covers,
        Action<DistributedMixtralConfig, DistributedMixtralConfig> run
    ) =>
        new(
            name,
            covers,
            ConfigAdversaries.All,
            BytesPerByte,
            (json, _) => TryParse(json) is { } config ? () => run(config, TryParse(json)!) : () => { }
        );

    private static CostedOperation File(string name, string[] covers, Action<string> run) =>
        new(
            name,
            covers,
            ConfigAdversaries.All,
            BytesPerByte,
            (json, scratch) =>
            {
                string path = scratch.WriteOnly("config.json", json);
                return () => run(path);
            }
        );

    private static DistributedMixtralConfig? TryParse(string json)
    {
        try
        {
            return DistributedMixtralConfig.FromJson(json);
        }
        catch (ConfigFormatException)
        {
            return null;
        }
    }

    /// <summary>Labels that were not read from a text. They are written from the dictionary.</summary>
    private static MixtralConfig Relabel(MixtralConfig model) =>
        new()
        {
            Id2Label = model.Id2Label,
            Label2Id = model.Label2Id,
            PrunedHeads = model.PrunedHeads,
        };

    private static void LoadByContainer(string path)
    {
        using ServiceProvider provider = Container.Build(services =>
            services.AddDistributedMixtralConfig(path, options => options.Environment = Isolated.Environment)
        );
        _ = provider.GetRequiredService<IOptions<DistributedMixtralConfig>>().Value;
    }

    private static Action PrepareUpdate(string update, CostScratch scratch)
    {
        DistributedMixtralConfig config = Read($$"""{"x":"{{new string('a', update.Length)}}"}""");
        return () => config.UpdateFromString(update);
    }

    private static Action PrepareSection(string json, CostScratch scratch)
    {
        IConfigurationRoot section = new ConfigurationBuilder()
            .AddJsonStream(new MemoryStream(Encoding.UTF8.GetBytes(json)))
            .Build();
        return () => new DistributedMixtralOptions().Bind(section);
    }

    private static Action PrepareHeader(string header, CostScratch scratch)
    {
        string path = ShardWriter.Write(scratch.Combine("a.safetensors"), header, 0);
        return () => SafetensorsHeader.Read(path);
    }

    private static Func<string, CostScratch, Action> PrepareIndex(Action<CheckpointIndex> run) =>
        (index, scratch) =>
        {
            scratch.WriteOnly("model.safetensors.index.json", index);
            return () => run(CheckpointIndex.Load(scratch.Path, Isolated));
        };

    /// <summary>Half of the bytes are in the header of the only file, and the others name it.</summary>
    private static Action PrepareLinks(string size, CostScratch scratch)
    {
        string header = CheckpointAdversaries.Headers[0].Create(size.Length / 2);
        string map = Adversary.Repeat(size.Length / 2, "{\"weight_map\":{", i => $"\"t{i}\":\"s{i}\"", "}}");
        string file = ShardWriter.Write(scratch.WriteOnly("file", ""), header, 0);
        scratch.Write("model.safetensors.index.json", map);
        for (int i = 0; map.Contains($"\"s{i}\""); i++)
        {
            SymbolicLinks.ToFile(scratch.Combine($"s{i}"), file);
        }

        return () => CheckpointIndex.Load(scratch.Path, Isolated).Verify(Tiny).ToString();
    }
}
