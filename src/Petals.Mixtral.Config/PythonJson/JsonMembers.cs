using System.Collections;
using System.Collections.ObjectModel;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Text.Json;

namespace Petals.Mixtral.Config.PythonJson;

/// <summary>
/// The members of a JSON object as an immutable dictionary: it keeps each value's text, and makes a <see cref="JsonElement"/>
/// of it when asked. Two are equal when Python would find them equal, however their numbers and strings are spelled.
/// </summary>
internal sealed class JsonMembers : IReadOnlyDictionary<string, JsonElement>, IEquatable<JsonMembers>
{
    private readonly Dictionary<string, JsonSlice> _members;

    /// <summary>The names as Python sorts them; sorted when first asked for, by two threads at worst, which come to the same.</summary>
    private ReadOnlyCollection<string>? _names;

    private JsonMembers(Dictionary<string, JsonSlice> members) => _members = members;

    public static JsonMembers Empty { get; } = new([]);

    public int Count => _members.Count;

    public IEnumerable<string> Keys => Names;

    public IEnumerable<JsonElement> Values => Names.Select(name => ToElement(_members[name]));

    /// <summary>The texts of the values, by name and in Python's order.</summary>
    public IEnumerable<KeyValuePair<string, JsonSlice>> Texts => Names.Select(name => KeyValuePair.Create(name, _members[name]));

    private ReadOnlyCollection<string> Names => _names ??= Sort();

    public JsonElement this[string key] => _members.TryGetValue(key, out JsonSlice value)
        ? ToElement(value)
        : throw new KeyNotFoundException($"There is no key '{key}'.");

    /// <summary>Takes over <paramref name="members"/>, which the caller must not change afterwards.</summary>
    public static JsonMembers Of(Dictionary<string, JsonSlice> members) => members.Count == 0 ? Empty : new(members);

    /// <summary>
    /// Takes the members of <paramref name="members"/>, without copying where they cannot change. One that is as it was in
    /// <paramref name="previous"/> keeps the text that it had there, which an element does not show where it has a bare constant.
    /// </summary>
    /// <param name="members">The members.</param>
    /// <param name="previous">What was there before.</param>
    /// <param name="name">What the caller knows the members as.</param>
    public static JsonMembers CopyOf(
        IReadOnlyDictionary<string, JsonElement> members, JsonMembers? previous, [CallerArgumentExpression(nameof(members))] string? name = null)
    {
        ArgumentNullException.ThrowIfNull(members, name);
        return members as JsonMembers ?? Of(members.ToDictionary(member => member.Key, TextOf, StringComparer.Ordinal));

        JsonSlice TextOf(KeyValuePair<string, JsonElement> member)
        {
            JsonSlice text = JsonElements.ToText(member.Value);
            return previous is not null && previous.TryGetText(member.Key, out JsonSlice before)
                && JsonElements.ToText(JsonElements.FromText(before)).Text.SequenceEqual(text.Text) ? before : text;
        }
    }

    /// <summary>Reads the members of an object; of names that are the same the last counts.</summary>
    public static JsonMembers Read(JsonSlice value) =>
        Of(MemberOrder.InPlace(value).ToDictionary(member => member.Key, member => member.Value.ValueIn(value), StringComparer.Ordinal));

    public bool ContainsKey(string key) => _members.ContainsKey(key);

    public bool TryGetText(string key, out JsonSlice value) => _members.TryGetValue(key, out value);

    public bool TryGetValue(string key, [MaybeNullWhen(false)] out JsonElement value)
    {
        bool found = _members.TryGetValue(key, out JsonSlice text);
        value = found ? ToElement(text) : default;
        return found;
    }

    /// <summary>A copy in which other members are added, or replace those of the same names.</summary>
    public JsonMembers With(IEnumerable<KeyValuePair<string, JsonSlice>> others)
    {
        var members = new Dictionary<string, JsonSlice>(_members, StringComparer.Ordinal);
        foreach ((string name, JsonSlice value) in others)
        {
            members[name] = value;
        }

        return Of(members);
    }

    public bool Equals(JsonMembers? other) => ReferenceEquals(this, other)
        || (other is not null && other.Count == Count
            && _members.All(member => other.TryGetText(member.Key, out JsonSlice value) && JsonEquality.AreEqual(member.Value, value)));

    public override bool Equals(object? obj) => Equals(obj as JsonMembers);

    public override int GetHashCode()
    {
        // By the names alone, in whatever order: numbers that are equal may be spelled in many ways.
        int hash = Count;
        foreach (string name in _members.Keys)
        {
            hash ^= name.GetHashCode(StringComparison.Ordinal);
        }

        return hash;
    }

    public IEnumerator<KeyValuePair<string, JsonElement>> GetEnumerator() =>
        Names.Select(name => KeyValuePair.Create(name, ToElement(_members[name]))).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    public override string ToString()
    {
        var writer = new PythonJsonWriter();
        writer.Members(this);
        return writer.ToString();
    }

    private ReadOnlyCollection<string> Sort()
    {
        string[] names = [.. _members.Keys];
        Array.Sort(names, CodePointOrder.Compare);
        return Array.AsReadOnly(names);
    }

    private static JsonElement ToElement(JsonSlice value) => JsonElements.FromText(value);
}
