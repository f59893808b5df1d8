namespace Petals.Mixtral.Config.Collections;

/// <summary>
/// Hashes keys with the random seed of the process. The hash of an integer is otherwise the integer itself, so a file
/// could choose keys that all collide.
/// </summary>
internal sealed class SeededComparer<T> : IEqualityComparer<T>
    where T : notnull
{
    private SeededComparer() { }

    public static SeededComparer<T> Instance { get; } = new();

    public bool Equals(T? x, T? y) => EqualityComparer<T>.Default.Equals(x, y);

    public int GetHashCode([DisallowNull] T obj) => HashCode.Combine(obj);
}
