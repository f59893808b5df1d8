namespace Petals.Mixtral.Config.Tests.Support;

/// <summary>Writes the checkpoint of a model as sparse files of their real sizes. A test changes one thing before it is
/// written.</summary>
internal sealed class CheckpointBuilder
{
    public const string IndexName = "model.safetensors.index.json";
    public const string Single = "model.safetensors";
    private readonly List<ShardTensor> _tensors = [];

    public CheckpointBuilder(
        string directory,
        DistributedMixtralConfig config,
        TensorLayout layout = TensorLayout.Published,
        int numShards = 3
    )
    {
        Directory = directory;
        TensorSpec[] specs =
        [
            .. config.Blocks.SelectMany(block => block.TensorsIn(layout)),
            .. config.TensorsOutsideBlocks,
        ];
        _tensors.AddRange(
            specs.Select(
                (spec, i) =>
                    new ShardTensor(
                        spec.Name,
                        spec.Shape,
                        Shard((int)((long)i * numShards / specs.Length) + 1, numShards)
                    )
            )
        );
    }

    public string Directory { get; }

    public IReadOnlyList<ShardTensor> Tensors => _tensors;

    public static string Shard(int number, int numShards = 3) =>
        string.Create(CultureInfo.InvariantCulture, $"model-{number:00000}-of-{numShards:00000}.safetensors");

    public string PathOf(string file) => Path.Combine(Directory, file);

    public ShardTensor this[string name] => _tensors.Single(tensor => tensor.Name == name);

    public CheckpointBuilder Add(ShardTensor tensor)
    {
        _tensors.Add(tensor);
        return this;
    }

    public CheckpointBuilder Remove(Predicate<ShardTensor> which)
    {
        _tensors.RemoveAll(which).Should().BePositive();
        return this;
    }

    public CheckpointBuilder Change(string name, Func<ShardTensor, ShardTensor> change) =>
        Change(tensor => tensor.Name == name, change);

    public CheckpointBuilder Change(Func<ShardTensor, bool> which, Func<ShardTensor, ShardTensor> change)
    {
        for (int i = 0; i < _tensors.Count; i++)
        {
            _tensors[i] = which(_tensors[i]) ? change(_tensors[i]) : _tensors[i];
        }

        return this;
    }

    /// <summary>Writes the shards and their index.</summary>
    public CheckpointBuilder Write()
    {
        System.IO.Directory.CreateDirectory(Directory);
        foreach (IGrouping<string?, ShardTensor> shard in _tensors.GroupBy(tensor => tensor.Shard))
        {
            if (shard.Key is { } file)
            {
                ShardWriter.Write(PathOf(file), shard);
            }
        }

        WriteIndex(IndexName);
        return this;
    }

    /// <summary>Writes the index alone.</summary>
    public void WriteIndex(string file)
    {
        var map = new JsonObject();
        foreach (ShardTensor tensor in _tensors.Where(tensor => tensor.IndexedIn is not null))
        {
            map[tensor.Name] = tensor.IndexedIn;
        }

        var index = new JsonObject
        {
            ["metadata"] = new JsonObject { ["total_size"] = _tensors.Sum(tensor => tensor.Size) },
            ["weight_map"] = map,
        };
        File.WriteAllText(PathOf(file), index.ToJsonString());
    }

    /// <summary>Writes all tensors into one file without an index.</summary>
    public void WriteSingle() => ShardWriter.Write(PathOf(Single), _tensors);

    public CheckpointIndex Load() => CheckpointIndex.Load(Directory);
}
