using System.Collections.ObjectModel;

namespace Petals.Mixtral.Config.Collections;

/// <summary>An immutable list that equals every other with equal items, so records can compare it by value.</summary>
internal sealed class ValueList<T> : ReadOnlyCollection<T>, IEquatable<ValueList<T>>
    where T : notnull
{
    private readonly T[] _items;

    private ValueList(T[] items)
        : base(items) => _items = items;

    public static new ValueList<T> Empty { get; } = new([]);

    /// <summary>Copies the items, unless they are immutable.</summary>
    public static ValueList<T> CopyOf(
        IReadOnlyList<T> items,
        [CallerArgumentExpression(nameof(items))] string? name = null
    ) =>
        items switch
        {
            ValueList<T> immutable => immutable,
            not null when items.All(item => item is not null) => Create([.. items]),
            _ => throw new ArgumentNullException(name),
        };

    /// <summary>Wraps <paramref name="items"/>, which the caller must not change afterwards.</summary>
    public static ValueList<T> Create(T[] items) => items.Length == 0 ? Empty : new ValueList<T>(items);

    public bool Equals(ValueList<T>? other) => other is not null && _items.AsSpan().SequenceEqual(other._items);

    public override bool Equals(object? obj) => Equals(obj as ValueList<T>);

    /// <summary>Only the count, because a list may be long and configs are hashed often.</summary>
    public override int GetHashCode() => _items.Length;

    public override string ToString() => $"[{string.Join(", ", _items)}]";
}
