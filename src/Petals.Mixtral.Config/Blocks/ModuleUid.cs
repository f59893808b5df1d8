namespace Petals.Mixtral.Config.Blocks;

/// <summary>
/// The name under which servers announce a block in the DHT: <c>{DHT prefix}.{index}</c>, such as
/// <c>mistralai/Mixtral-8x7B-v0-1.3</c>. Spaces join the names of several blocks to a chain (Petals 2.3.0.dev2,
/// <c>data_structures.py</c>).
/// </summary>
[JsonConverter(typeof(ModuleUidJsonConverter))]
public readonly record struct ModuleUid
{
    /// <summary>The remedy in messages about a missing or wrong prefix.</summary>
    internal const string PublicPrefix =
        "The swarm of a public model uses its repo id with '-' for every '.', such as mistralai/Mixtral-8x7B-v0-1.";

    private const char UidDelimiter = '.';
    private const char ChainDelimiter = ' ';
    private readonly string? _dhtPrefix;

    /// <summary>Creates the name of a block.</summary>
    /// <param name="dhtPrefix">The DHT prefix of the model.</param>
    /// <param name="blockIndex">The index of the block, from 0.</param>
    /// <exception cref="ArgumentNullException"><paramref name="dhtPrefix"/> is <see langword="null"/>.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="blockIndex"/> is negative.</exception>
    /// <exception cref="PretrainedConfigException"><paramref name="dhtPrefix"/> is empty, or contains <c>.</c> or a
    /// space.</exception>
    public ModuleUid(string dhtPrefix, int blockIndex)
    {
        ArgumentNullException.ThrowIfNull(dhtPrefix);
        ArgumentOutOfRangeException.ThrowIfNegative(blockIndex);
        _dhtPrefix = IsPrefix(dhtPrefix)
            ? dhtPrefix
            : throw new PretrainedConfigException(
                $"The DHT prefix '{Printable.Short(dhtPrefix)}' must neither be empty nor contain '.' or a space. "
                    + PublicPrefix
            );
        BlockIndex = blockIndex;
    }

    /// <summary>The DHT prefix of the model.</summary>
    public string DhtPrefix => _dhtPrefix ?? "";

    /// <summary>The index of the block, from 0.</summary>
    public int BlockIndex { get; }

    /// <summary>Parses the name of one block.</summary>
    /// <param name="uid">The name: <c>mistralai/Mixtral-8x7B-v0-1.3</c>.</param>
    /// <returns>The prefix and the index.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="uid"/> is <see langword="null"/>.</exception>
    /// <exception cref="PretrainedConfigException"><paramref name="uid"/> is not the name of a block.</exception>
    public static ModuleUid Parse(string uid)
    {
        ArgumentNullException.ThrowIfNull(uid);
        return TryParse(uid, out ModuleUid parsed)
            ? parsed
            : throw new PretrainedConfigException(
                $"'{Printable.Short(uid)}' is not a module UID, such as mistralai/Mixtral-8x7B-v0-1.3."
            );
    }

    /// <summary>Parses the name of one block.</summary>
    /// <param name="uid">The name.</param>
    /// <param name="parsed">The prefix and the index; the default value if <paramref name="uid"/> is not valid.</param>
    /// <returns><see langword="true"/> if it is valid.</returns>
    public static bool TryParse([NotNullWhen(true)] string? uid, out ModuleUid parsed)
    {
        int dot = uid?.IndexOf(UidDelimiter) ?? -1;
        if (dot < 0 || !IsPrefix(uid![..dot]) || !LayerNumber.TryParse(uid.AsSpan(dot + 1), out int index))
        {
            parsed = default;
            return false;
        }

        parsed = new ModuleUid(uid[..dot], index);
        return true;
    }

    /// <summary>Joins the names of several blocks by spaces, as a request to a server does.</summary>
    /// <param name="uids">The names, in the order in which the blocks run.</param>
    /// <returns>The chain.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="uids"/> is <see langword="null"/>.</exception>
    public static string JoinChain(IEnumerable<ModuleUid> uids) => string.Join(ChainDelimiter, Required.NotNull(uids));

    /// <summary>Parses a chain.</summary>
    /// <param name="chain">The names, joined by single spaces.</param>
    /// <returns>The names, in order.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="chain"/> is <see langword="null"/>.</exception>
    /// <exception cref="PretrainedConfigException">A part of it is not the name of a block.</exception>
    public static IReadOnlyList<ModuleUid> ParseChain(string chain) =>
        ValueList<ModuleUid>.Create(Array.ConvertAll(Required.NotNull(chain).Split(ChainDelimiter), Parse));

    /// <summary>The name as text.</summary>
    /// <returns><c>{DHT prefix}.{index}</c>.</returns>
    public override string ToString() => $"{DhtPrefix}{UidDelimiter}{BlockIndex}";

    internal static PretrainedConfigException MissingPrefix() =>
        new(
            "The config has no DHT prefix, so its blocks cannot be found in a swarm. Pass dhtPrefix to FromPretrained, "
                + $"or set DhtPrefix. {PublicPrefix}"
        );

    internal static bool IsPrefix(string text) =>
        text.Length > 0 && !text.AsSpan().ContainsAny(UidDelimiter, ChainDelimiter);
}
