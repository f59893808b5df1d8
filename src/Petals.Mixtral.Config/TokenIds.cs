namespace Petals.Mixtral.Config;

/// <summary>
/// One token id, or a list of them: the value of <c>eos_token_id</c>. As in Python, one id does not equal a list of
/// that one id.
/// </summary>
[CollectionBuilder(typeof(TokenIds), nameof(Create))]
public readonly record struct TokenIds : IReadOnlyList<int>
{
    private readonly int _single;
    private readonly ValueList<int>? _list;

    private TokenIds(ValueList<int> list) => _list = list;

    /// <summary>Creates a single token id.</summary>
    /// <param name="id">The id.</param>
    public TokenIds(int id) => _single = id;

    /// <summary>Whether this is a list, of any length, rather than a single id.</summary>
    public bool IsList => _list is not null;

    /// <summary>The number of ids.</summary>
    public int Count => _list?.Count ?? 1;

    /// <summary>The id at <paramref name="index"/>, from 0.</summary>
    /// <param name="index">A number from 0 to <see cref="Count"/> - 1.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="index"/> is negative or not less than
    /// <see cref="Count"/>.</exception>
    public int this[int index] => IsList || index != 0 ? Ids[index] : _single;

    private ValueList<int> Ids => _list ?? ValueList<int>.Create([_single]);

    /// <summary>Converts an id to a single token id.</summary>
    /// <param name="id">The id.</param>
    /// <returns>The token id.</returns>
    [SuppressMessage("Usage", "CA2225", Justification = "The constructor is the named alternative.")]
    public static implicit operator TokenIds(int id) => new(id);

    /// <summary>Creates a list of ids. Collection expressions call it.</summary>
    /// <param name="ids">The ids.</param>
    /// <returns>A list, even of one id.</returns>
    public static TokenIds Create(ReadOnlySpan<int> ids) => new(ValueList<int>.Create(ids.ToArray()));

    /// <summary>Enumerates the ids in order.</summary>
    /// <returns>The enumerator.</returns>
    public IEnumerator<int> GetEnumerator() => Ids.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>The id, or the ids in brackets.</summary>
    /// <returns>Text such as <c>2</c> or <c>[2, 32000]</c>.</returns>
    public override string ToString() => _list?.ToString() ?? _single.ToString(CultureInfo.InvariantCulture);
}
