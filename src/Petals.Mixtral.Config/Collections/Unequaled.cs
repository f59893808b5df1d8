namespace Petals.Mixtral.Config.Collections;

/// <summary>Wraps a field of a record that does not take part in its equality. Any two instances are equal.</summary>
internal readonly struct Unequaled<T>(T? value) : IEquatable<Unequaled<T>>
    where T : class
{
    public T? Value { get; } = value;

    public bool Equals(Unequaled<T> other) => true;

    public override bool Equals(object? obj) => obj is Unequaled<T>;

    public override int GetHashCode() => 0;
}
