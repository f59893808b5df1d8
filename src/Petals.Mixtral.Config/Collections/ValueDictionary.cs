using System.Collections.ObjectModel;

namespace Petals.Mixtral.Config.Collections;

/// <summary>An immutable dictionary that equals every other with equal pairs, in any order.</summary>
internal sealed class ValueDictionary<TKey, TValue>
    : ReadOnlyDictionary<TKey, TValue>,
        IEquatable<ValueDictionary<TKey, TValue>>
    where TKey : notnull
    where TValue : notnull
{
    private ValueDictionary(Dictionary<TKey, TValue> pairs)
        : base(pairs) { }

    public static new ValueDictionary<TKey, TValue> Empty { get; } = new([]);

    /// <summary>Copies the pairs, unless they are immutable.</summary>
    public static ValueDictionary<TKey, TValue> CopyOf(
        IReadOnlyDictionary<TKey, TValue> pairs,
        Func<TValue, TValue>? copy = null,
        [CallerArgumentExpression(nameof(pairs))] string? name = null
    ) =>
        pairs switch
        {
            ValueDictionary<TKey, TValue> immutable => immutable,
            { Count: > Labels.MaxCount } => throw new ArgumentException(
                $"There are {pairs.Count} entries; a config has at most {Labels.MaxCount}.",
                name
            ),
            not null when pairs.Values.All(value => value is not null) => Create(
                pairs.ToDictionary(
                    pair => pair.Key,
                    pair => copy is null ? pair.Value : copy(pair.Value),
                    SeededComparer<TKey>.Instance
                )
            ),
            _ => throw new ArgumentNullException(name),
        };

    /// <summary>
    /// Wraps <paramref name="pairs"/>, which the caller must not change afterwards. Keys from outside must be compared
    /// by <see cref="SeededComparer{T}"/>.
    /// </summary>
    public static ValueDictionary<TKey, TValue> Create(Dictionary<TKey, TValue> pairs) =>
        pairs.Count == 0 ? Empty : new(pairs);

    public bool Equals(ValueDictionary<TKey, TValue>? other) =>
        ReferenceEquals(this, other)
        || (
            other?.Count == Count
            && Dictionary.All(pair => other.TryGetValue(pair.Key, out TValue? value) && pair.Value.Equals(value))
        );

    public override bool Equals(object? obj) => Equals(obj as ValueDictionary<TKey, TValue>);

    /// <summary>Only the count, because the order of the pairs does not matter.</summary>
    public override int GetHashCode() => Count;

    public override string ToString() =>
        $"{{{string.Join(", ", Dictionary.Select(pair => $"{pair.Key}: {pair.Value}"))}}}";
}
