namespace Petals.Mixtral.Config.Collections;

/// <summary>Something that a record carries along without its being part of the record's value: any two are
/// equal.</summary>
internal readonly struct Unequaled<T>(T? value) : IEquatable<Unequaled<T>>
    where T : class
{
    public T? Value { get; } = value;

    public bool Equals(Unequaled<T> other) => true;

    public override bool Equals(object? obj) => obj is Unequaled<T>;

    public override int GetHashCode() => 0;
}
