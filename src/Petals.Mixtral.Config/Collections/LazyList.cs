using System.Collections;

namespace Petals.Mixtral.Config.Collections;

/// <summary>A list whose items are made when they are asked for, each time anew: however long it is, it takes no memory.</summary>
internal sealed class LazyList<T>(int count, Func<int, T> create) : IReadOnlyList<T>
{
    public int Count => count;

    public T this[int index]
    {
        get
        {
            ArgumentOutOfRangeException.ThrowIfNegative(index);
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, count);
            return create(index);
        }
    }

    public IEnumerator<T> GetEnumerator()
    {
        for (int i = 0; i < count; i++)
        {
            yield return create(i);
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
