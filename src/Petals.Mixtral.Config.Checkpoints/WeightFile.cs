using System.Text.RegularExpressions;
using Petals.Mixtral.Config.Texts;

namespace Petals.Mixtral.Config.Checkpoints;

/// <summary>Recognizes files of weights that have other names than those of a checkpoint.</summary>
internal static partial class WeightFile
{
    private const int MaxShown = 5;

    private const string Unfinished = "an unfinished download: download it again";
    private const string LoneShard = "a shard without an index: create the index, or download it";

    /// <summary>Lists the weight files among the files of a directory by kind. Returns null if none is a weight
    /// file.</summary>
    public static string? List(IEnumerable<string> names)
    {
        IEnumerable<string> kinds = names
            .Except(CheckpointFiles.Formats.Select(CheckpointFiles.NameOf))
            .GroupBy(Describe)
            .Where(kind => kind.Key is not null)
            .Select(kind =>
                $"{Printable.Short(kind.First())}{(kind.Count() > 1 ? $" and {kind.Count() - 1} more" : "")} ({kind.Key})"
            );
        string list = string.Join("; ", ShortList.Of(kinds, MaxShown));
        return list.Length == 0 ? null : $"weights under other names: {list}";
    }

    /// <summary>Whether a file may be a part of a download that has not ended.</summary>
    public static bool IsPartOfDownload(string name) => Describe(name) is Unfinished or LoneShard;

    /// <summary>Describes what a file is. Returns null if it does not contain weights.</summary>
    private static string? Describe(string name)
    {
        string lower = name.ToLowerInvariant();
        string extension = Path.GetExtension(lower);
        string stem = lower[..^extension.Length];
        bool isIndex = lower.Contains(".index.", StringComparison.Ordinal) && extension == ".json";
        string? other = extension switch
        {
            ".gguf" or ".ggml" => "GGUF of llama.cpp: use the model that it was converted from",
            ".incomplete" or ".part" or ".aria2" or ".crdownload" => Unfinished,
            ".npz" => "NumPy: convert it to safetensors",
            ".h5" or ".msgpack" or ".onnx" => "another framework: convert it to safetensors",
            _ => null,
        };
        if (other is not null)
        {
            return other;
        }

        string whole = extension == ".safetensors" ? "model.safetensors" : "pytorch_model.bin";
        bool isWeights = extension is ".safetensors" or ".bin" or ".pt" or ".pth" or ".ckpt";
        return !(isWeights || isIndex)
            || stem.Contains("tokenizer", StringComparison.Ordinal)
            || stem is "training_args" or "optimizer" or "scheduler"
            || stem.EndsWith("optim_states", StringComparison.Ordinal)
            || stem.StartsWith("rng_state", StringComparison.Ordinal)
                ? null
            : stem.StartsWith("consolidated", StringComparison.Ordinal)
                ? "Mistral's own format: use the files of transformers, or convert it"
            : stem.StartsWith("adapter_", StringComparison.Ordinal) ? "an adapter: use its base model"
            : Rank.IsMatch(stem) ? "one part of a tensor-parallel model: use the checkpoint before it was split"
            : stem.Contains("gptq", StringComparison.Ordinal)
            || stem.Contains("awq", StringComparison.Ordinal)
            || stem.Contains("-4bit", StringComparison.Ordinal)
                ? $"quantised weights: rename it to {whole}"
            : VariantOf(stem, isIndex) is { } variant
                ? $"the variant {Printable.Short(variant)}: remove it from each name"
            : stem.Contains("-of-", StringComparison.Ordinal) ? LoneShard
            : $"an unknown name: rename it to {whole} if it is the whole model";
    }

    /// <summary>The variant in <c>model.fp16-00001-of-00002</c>, <c>pytorch_model-00001-of-00002.fp16</c> or
    /// <c>model.safetensors.index.fp16</c>.</summary>
    private static string? VariantOf(string stem, bool isIndex)
    {
        string[] parts = stem.Split('.');
        if (parts[0] is not ("model" or "pytorch_model") && !parts[0].Contains("-of-", StringComparison.Ordinal))
        {
            return null;
        }

        string variant = parts.Skip(isIndex ? 3 : 1).LastOrDefault("").Split('-')[0];
        return variant.Length == 0 ? null : variant;
    }

    /// <summary>The rank in <c>rank0</c>, <c>model-rank-0-part-0</c> and <c>mp_rank_00_model_states</c>.</summary>
    [GeneratedRegex("(?<![a-z])rank[-_.]?[0-9]", RegexOptions.CultureInvariant)]
    private static partial Regex Rank { get; }
}
