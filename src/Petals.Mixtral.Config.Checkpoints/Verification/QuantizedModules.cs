namespace Petals.Mixtral.Config.Checkpoints.Verification;

/// <summary>
/// The modules, such as <c>model.layers.0.self_attn.q_proj</c>, whose weights are quantised. The tensors decide, not
/// the config: a quantised module contains a tensor that is not of a floating-point dtype.
/// </summary>
internal sealed class QuantizedModules
{
    private const string Weight = ".weight";

    private readonly HashSet<string> _modules = new(StringComparer.Ordinal);

    private QuantizedModules() { }

    public bool Any { get; private set; }

    /// <summary>The names that the weights of the modules have if they are not quantised.</summary>
    public IEnumerable<string> Weights => _modules.Select(module => module + Weight);

    /// <param name="index">The index, for the names in files that could not be read.</param>
    /// <param name="shards">The headers.</param>
    /// <param name="isClaimed">Whether the config claims that the weights are quantised. If false, a single integer
    /// tensor is a damaged weight, and a name in an unread file is unexpected if the model does not have it.</param>
    public static QuantizedModules Find(CheckpointIndex index, ShardHeaders shards, bool isClaimed)
    {
        var tensors = new Dictionary<string, (int Count, bool HasIntegers)>(StringComparer.Ordinal);
        foreach (SafetensorsTensor tensor in shards.All.SelectMany(header => header.Tensors.Values))
        {
            string module = ModuleOf(tensor.Spec.Name);
            (int count, bool hasIntegers) = tensors.GetValueOrDefault(module);
            tensors[module] = (count + 1, hasIntegers || !IsFloat(tensor.Dtype));
        }

        var found = new QuantizedModules();
        found._modules.UnionWith(
            tensors
                .Where(module => module.Value.HasIntegers && (isClaimed || module.Value.Count > 1))
                .Select(module => module.Key)
        );
        found.Any = found._modules.Count > 0;
        if (isClaimed)
        {
            found._modules.UnionWith(
                index.TensorNames.Where(name => shards.Find(index.WeightMap![name]) is null).Select(ModuleOf)
            );
        }

        return found;
    }

    /// <summary>Whether a tensor belongs to a quantised module, or scales one.</summary>
    public bool Covers(string tensor) =>
        _modules.Contains(ModuleOf(tensor)) || (Any && tensor.EndsWith("_scale", StringComparison.Ordinal));

    /// <summary>The module of <c>q_proj.weight</c>, <c>q_proj.qweight</c> and
    /// <c>q_proj.weight.quant_state.bitsandbytes__nf4</c> is <c>q_proj</c>.</summary>
    private static string ModuleOf(string tensor)
    {
        int weight = tensor.IndexOf($"{Weight}.", StringComparison.Ordinal);
        int end = weight < 0 ? tensor.LastIndexOf('.') : weight;
        return end < 0 ? tensor : tensor[..end];
    }

    private static bool IsFloat(TorchDtype dtype) =>
        dtype == TorchDtype.BFloat16
        || dtype == TorchDtype.Float16
        || dtype == TorchDtype.Float32
        || dtype == TorchDtype.Float64;
}
