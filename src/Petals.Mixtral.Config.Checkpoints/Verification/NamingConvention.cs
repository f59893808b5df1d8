using Petals.Mixtral.Config.Texts;

namespace Petals.Mixtral.Config.Checkpoints.Verification;

/// <summary>How the tensors of a checkpoint are named, compared with transformers.</summary>
/// <param name="Prefix">The text before every name, such as <c>module.</c>. Empty without a prefix.</param>
/// <param name="LacksModel">Whether the names lack <c>model.</c>, as those of the model without its head do.</param>
internal sealed record NamingConvention(string Prefix, bool LacksModel)
{
    private const string Model = "model.";
    private const string Blocks = "model.layers.";

    /// <summary>Below this number, names that do not match are reported one by one.</summary>
    private const int MinNames = 10;

    private static readonly NamingConvention Transformers = new("", LacksModel: false);

    /// <summary>The finding about the names; null if they are those of transformers.</summary>
    public CheckpointFinding? Finding =>
        Prefix.Length > 0 ? Create($"'{Printable.Short(Prefix)}' before every name: remove it")
        : LacksModel ? Create("names without 'model.': add it to each name except lm_head.weight")
        : null;

    public static NamingConvention Find(IReadOnlyCollection<string> names)
    {
        foreach (string name in names)
        {
            int start = name.IndexOf(Blocks, StringComparison.Ordinal);
            NamingConvention? convention =
                start > 0 && name[start - 1] == '.' ? new NamingConvention(name[..start], LacksModel: false)
                : name.StartsWith("layers.", StringComparison.Ordinal)
                && name.Contains(".self_attn.", StringComparison.Ordinal)
                    ? new NamingConvention("", LacksModel: true)
                : null;
            if (start == 0 || convention is not null)
            {
                return convention is not null && convention.IsOfAll(names) ? convention : Transformers;
            }
        }

        return Transformers;
    }

    /// <summary>One finding for all names if no name belongs to the model; otherwise null.</summary>
    public static CheckpointFinding? NoneKnown(IReadOnlyCollection<string> names, ExpectedTensors expected)
    {
        if (names.Count < MinNames || names.Any(name => expected.Find(name) is not null))
        {
            return null;
        }

        string example = names.Order(StringComparer.Ordinal).First();
        string origin = names.Contains("tok_embeddings.weight")
            ? "names of Mistral's own format: download the files of transformers, or convert these"
            : "names of another model or format";
        return Create($"{origin}, such as {Printable.Short(example)}");
    }

    /// <summary>The length of the prefix, if any, before the name of a tensor.</summary>
    public static int PrefixLength(string name) =>
        Math.Max(
            name.LastIndexOf($".{Model}", StringComparison.Ordinal),
            name.LastIndexOf(".lm_head.", StringComparison.Ordinal)
        ) + 1;

    /// <summary>A finding for each prefix that only some names have.</summary>
    public static List<CheckpointFinding> FindPrefixes(IEnumerable<string> names) =>
        [
            .. names
                .GroupBy(name => name[..PrefixLength(name)])
                .Select(group =>
                    Create(
                        $"'{Printable.Short(group.Key)}' before {group.Count()} of the names, such as "
                            + $"{Printable.Short(group.First())}: remove it"
                    )
                ),
        ];

    /// <summary>The name that the checkpoint has for a tensor of transformers.</summary>
    public string NameOf(string name) =>
        LacksModel && name.StartsWith(Model, StringComparison.Ordinal) ? name[Model.Length..] : Prefix + name;

    private bool IsOfAll(IReadOnlyCollection<string> names) =>
        names.Count(IsOf) > names.Count / 2
        && names.All(name => IsOf(name) || !name.Contains(Blocks, StringComparison.Ordinal));

    private bool IsOf(string name) => name.StartsWith(NameOf(Blocks), StringComparison.Ordinal);

    private static CheckpointFinding Create(string found) =>
        new(CheckpointFindingKind.ForeignNames, "names of transformers, such as model.norm.weight", found);
}
