using System.Collections;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace Petals.Mixtral.Config;

/// <summary>
/// One token id or a list of them, as <c>eos_token_id</c> holds. One id and a list of that one id are different values,
/// as in Python.
/// </summary>
[CollectionBuilder(typeof(TokenIds), nameof(Create))]
public readonly struct TokenIds : IReadOnlyList<int>, IEquatable<TokenIds>
{
    private readonly int _single;
    private readonly ValueList<int>? _list;

    private TokenIds(ValueList<int> list) => _list = list;

    /// <summary>Creates a single token id.</summary>
    /// <param name="id">The id.</param>
    public TokenIds(int id) => _single = id;

    /// <summary>Whether this is a list, of any length, rather than a single id.</summary>
    public bool IsList => _list is not null;

    /// <summary>How many ids there are.</summary>
    public int Count => _list?.Count ?? 1;

    /// <summary>The id at <paramref name="index"/>, from 0.</summary>
    /// <param name="index">A number from 0 to <see cref="Count"/> - 1.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="index"/> is negative or not less than
    /// <see cref="Count"/>.</exception>
    public int this[int index]
    {
        get
        {
            ArgumentOutOfRangeException.ThrowIfNegative(index);
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, Count);
            return _list is null ? _single : _list[index];
        }
    }

    /// <summary>A single token id.</summary>
    /// <param name="id">The id.</param>
    [SuppressMessage("Usage", "CA2225", Justification = "The constructor is the named alternative.")]
    public static implicit operator TokenIds(int id) => new(id);

    /// <summary>Whether both are single, or both lists, of equal ids in equal order.</summary>
    public static bool operator ==(TokenIds left, TokenIds right) => left.Equals(right);

    /// <summary>Whether they are not equal.</summary>
    public static bool operator !=(TokenIds left, TokenIds right) => !left.Equals(right);

    /// <summary>Creates a list of ids; collection expressions call it.</summary>
    /// <param name="ids">The ids.</param>
    public static TokenIds Create(ReadOnlySpan<int> ids) => new(ValueList<int>.Create(ids.ToArray()));

    /// <summary>Whether <paramref name="id"/> is one of the ids.</summary>
    /// <param name="id">The id to look for.</param>
    public bool Contains(int id) => _list is null ? _single == id : _list.Contains(id);

    /// <summary>Whether both are single, or both lists, of equal ids in equal order.</summary>
    /// <param name="other">The ids to compare with.</param>
    public bool Equals(TokenIds other) => _single == other._single && Equals(_list, other._list);

    /// <summary>Whether it is <see cref="TokenIds"/> that are equal.</summary>
    /// <param name="obj">What to compare with.</param>
    public override bool Equals(object? obj) => obj is TokenIds other && Equals(other);

    /// <summary>A hash code that equal ids share.</summary>
    public override int GetHashCode() => _list?.GetHashCode() ?? _single;

    /// <summary>The ids, in order.</summary>
    public IEnumerator<int> GetEnumerator()
    {
        for (int i = 0; i < Count; i++)
        {
            yield return this[i];
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>The id, or the ids in brackets: <c>2</c>, <c>[2, 32000]</c>.</summary>
    public override string ToString() =>
        _list?.ToString() ?? _single.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
