using System.Collections;

namespace Petals.Mixtral.Config.Collections;

/// <summary>An immutable list that equals every other with equal items, so records can compare it by value.</summary>
internal sealed class ValueList<T> : IReadOnlyList<T>, IEquatable<ValueList<T>>
    where T : notnull
{
    private readonly T[] _items;
    private int _hash;

    private ValueList(T[] items) => _items = items;

    public static ValueList<T> Empty { get; } = new([]);

    public int Count => _items.Length;

    public T this[int index] => _items[index];

    /// <summary>Copies the items, unless they are immutable.</summary>
    public static ValueList<T> CopyOf(
        IReadOnlyList<T> items,
        [CallerArgumentExpression(nameof(items))] string? name = null
    )
    {
        ArgumentNullException.ThrowIfNull(items, name);
        if (items is ValueList<T> immutable)
        {
            return immutable;
        }

        T[] copies = [.. items];
        foreach (T item in copies)
        {
            ArgumentNullException.ThrowIfNull(item, name);
        }

        return Create(copies);
    }

    /// <summary>Wraps <paramref name="items"/>, which the caller must not change afterwards.</summary>
    public static ValueList<T> Create(T[] items) => items.Length == 0 ? Empty : new ValueList<T>(items);

    public bool Equals(ValueList<T>? other) => other is not null && _items.AsSpan().SequenceEqual(other._items);

    public override bool Equals(object? obj) => Equals(obj as ValueList<T>);

    /// <summary>Computed once, because configs are hashed often.</summary>
    public override int GetHashCode() => _hash != 0 ? _hash : _hash = Hash();

    public IEnumerator<T> GetEnumerator() => ((IEnumerable<T>)_items).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    public override string ToString() =>
        $"[{string.Join(", ", _items.Select(item => Convert.ToString(item, CultureInfo.InvariantCulture)))}]";

    private int Hash()
    {
        var hash = default(HashCode);
        foreach (T item in _items)
        {
            hash.Add(item);
        }

        return hash.ToHashCode();
    }
}
