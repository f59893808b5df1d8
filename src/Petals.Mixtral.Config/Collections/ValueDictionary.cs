using System.Collections;

namespace Petals.Mixtral.Config.Collections;

/// <summary>An immutable dictionary that equals every other with equal pairs, in any order.</summary>
internal sealed class ValueDictionary<TKey, TValue>
    : IReadOnlyDictionary<TKey, TValue>,
        IEquatable<ValueDictionary<TKey, TValue>>
    where TKey : notnull
    where TValue : notnull
{
    private readonly Dictionary<TKey, TValue> _pairs;

    private ValueDictionary(Dictionary<TKey, TValue> pairs) => _pairs = pairs;

    public static ValueDictionary<TKey, TValue> Empty { get; } = new([]);

    public int Count => _pairs.Count;

    public IEnumerable<TKey> Keys => _pairs.Keys;

    public IEnumerable<TValue> Values => _pairs.Values;

    public TValue this[TKey key] => _pairs[key];

    /// <summary>Copies the pairs, unless they are immutable.</summary>
    public static ValueDictionary<TKey, TValue> CopyOf(
        IReadOnlyDictionary<TKey, TValue> pairs,
        [CallerArgumentExpression(nameof(pairs))] string? name = null
    )
    {
        ArgumentNullException.ThrowIfNull(pairs, name);
        if (pairs is ValueDictionary<TKey, TValue> immutable)
        {
            return immutable;
        }

        var copies = new Dictionary<TKey, TValue>(pairs, SeededComparer<TKey>.Instance);
        foreach (TValue value in copies.Values)
        {
            ArgumentNullException.ThrowIfNull(value, name);
        }

        return Create(copies);
    }

    /// <summary>
    /// Wraps <paramref name="pairs"/>, which the caller must not change afterwards. Keys from outside must be compared
    /// by <see cref="SeededComparer{T}"/>.
    /// </summary>
    public static ValueDictionary<TKey, TValue> Create(Dictionary<TKey, TValue> pairs) =>
        pairs.Count == 0 ? Empty : new(pairs);

    public bool ContainsKey(TKey key) => _pairs.ContainsKey(key);

    public bool TryGetValue(TKey key, [MaybeNullWhen(false)] out TValue value) => _pairs.TryGetValue(key, out value);

    public bool Equals(ValueDictionary<TKey, TValue>? other) =>
        ReferenceEquals(this, other)
        || (
            other is not null
            && other.Count == Count
            && _pairs.All(pair => other.TryGetValue(pair.Key, out TValue? value) && pair.Value.Equals(value))
        );

    public override bool Equals(object? obj) => Equals(obj as ValueDictionary<TKey, TValue>);

    /// <summary>Only the count, because the order of the pairs does not matter.</summary>
    public override int GetHashCode() => Count;

    public IEnumerator<KeyValuePair<TKey, TValue>> GetEnumerator() => _pairs.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    public override string ToString() =>
        $"{{{string.Join(", ", _pairs.Select(pair => string.Create(CultureInfo.InvariantCulture, $"{pair.Key}: {pair.Value}")))}}}";
}
