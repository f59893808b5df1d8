using System.Collections;

namespace Petals.Mixtral.Config.Collections;

/// <summary>
/// A list whose items are made when they are asked for, each time anew: however long it is, it takes no memory. It is
/// an
/// <see cref="IList{T}"/> as well, by which LINQ finds the last item or skips many without making those before.
/// </summary>
internal sealed class LazyList<T>(int count, Func<int, T> create) : IReadOnlyList<T>, IList<T>
{
    public int Count => count;

    bool ICollection<T>.IsReadOnly => true;

    public T this[int index]
    {
        get
        {
            ArgumentOutOfRangeException.ThrowIfNegative(index);
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, count);
            return create(index);
        }
    }

    T IList<T>.this[int index]
    {
        get => this[index];
        set => throw ReadOnly();
    }

    public IEnumerator<T> GetEnumerator()
    {
        for (int i = 0; i < count; i++)
        {
            yield return create(i);
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    int IList<T>.IndexOf(T item)
    {
        for (int i = 0; i < count; i++)
        {
            if (EqualityComparer<T>.Default.Equals(create(i), item))
            {
                return i;
            }
        }

        return -1;
    }

    bool ICollection<T>.Contains(T item) => ((IList<T>)this).IndexOf(item) >= 0;

    void ICollection<T>.CopyTo(T[] array, int arrayIndex)
    {
        for (int i = 0; i < count; i++)
        {
            array[arrayIndex + i] = create(i);
        }
    }

    void IList<T>.Insert(int index, T item) => throw ReadOnly();

    void IList<T>.RemoveAt(int index) => throw ReadOnly();

    void ICollection<T>.Add(T item) => throw ReadOnly();

    void ICollection<T>.Clear() => throw ReadOnly();

    bool ICollection<T>.Remove(T item) => throw ReadOnly();

    private static NotSupportedException ReadOnly() => new("The list cannot be changed.");
}
