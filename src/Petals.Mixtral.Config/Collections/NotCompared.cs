namespace Petals.Mixtral.Config.Collections;

/// <summary>Wraps a field of a record that does not take part in its equality. Any two instances are equal.</summary>
internal readonly struct NotCompared<T>(T? value) : IEquatable<NotCompared<T>>
    where T : class
{
    public T? Value { get; } = value;

    public bool Equals(NotCompared<T> other) => true;

    public override bool Equals(object? obj) => obj is NotCompared<T>;

    public override int GetHashCode() => 0;
}
