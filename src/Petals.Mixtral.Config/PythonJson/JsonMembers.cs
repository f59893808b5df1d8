using System.Collections;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json;

namespace Petals.Mixtral.Config.PythonJson;

/// <summary>
/// The members of a JSON object as an immutable dictionary: it keeps each value's text, and makes a <see cref="JsonElement"/>
/// of it when asked. Two are equal when Python would find them equal, however their numbers and strings are spelled.
/// </summary>
internal sealed class JsonMembers : IReadOnlyDictionary<string, JsonElement>, IEquatable<JsonMembers>
{
    private readonly SortedList<string, JsonSlice> _members;

    private JsonMembers(SortedList<string, JsonSlice> members) => _members = members;

    public static JsonMembers Empty { get; } = new([]);

    public int Count => _members.Count;

    public IEnumerable<string> Keys => _members.Keys;

    public IEnumerable<JsonElement> Values => _members.Values.Select(ToElement);

    public JsonElement this[string key] => _members.TryGetValue(key, out JsonSlice value)
        ? ToElement(value)
        : throw new KeyNotFoundException($"There is no key '{key}'.");

    /// <summary>Takes members in any order, and sorts them as Python does.</summary>
    public static JsonMembers Of(Dictionary<string, JsonSlice> members)
    {
        if (members.Count == 0)
        {
            return Empty;
        }

        string[] names = [.. members.Keys];
        Array.Sort(names, CodePointOrder.Compare);
        var sorted = new SortedList<string, JsonSlice>(names.Length, Comparer<string>.Create(CodePointOrder.Compare));
        foreach (string name in names)
        {
            sorted.Add(name, members[name]);
        }

        return new JsonMembers(sorted);
    }

    /// <summary>
    /// Takes the members of <paramref name="members"/>, without copying where they cannot change. One that is as it was in
    /// <paramref name="previous"/> keeps the text that it had there, which an element does not show where it has a bare constant.
    /// </summary>
    public static JsonMembers CopyOf(IReadOnlyDictionary<string, JsonElement> members, JsonMembers? previous)
    {
        ArgumentNullException.ThrowIfNull(members);
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
        Of(MemberOrder.InPlace(value).ToDictionary(member => member.Key, member => member.Value.Value, StringComparer.Ordinal));

    public bool ContainsKey(string key) => _members.ContainsKey(key);

    public bool TryGetText(string key, out JsonSlice value) => _members.TryGetValue(key, out value);

    public bool TryGetValue(string key, [MaybeNullWhen(false)] out JsonElement value)
    {
        bool found = _members.TryGetValue(key, out JsonSlice text);
        value = found ? ToElement(text) : default;
        return found;
    }

    /// <summary>The texts of the values, by name and in Python's order.</summary>
    public IEnumerable<KeyValuePair<string, JsonSlice>> Texts => _members;

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
        || (other is not null && _members.Keys.SequenceEqual(other._members.Keys)
            && _members.Values.Zip(other._members.Values).All(pair => JsonEquality.AreEqual(pair.First, pair.Second)));

    public override bool Equals(object? obj) => Equals(obj as JsonMembers);

    public override int GetHashCode()
    {
        // By the names alone: numbers that are equal may be spelled in many ways.
        var hash = default(HashCode);
        foreach (string key in _members.Keys)
        {
            hash.Add(key, StringComparer.Ordinal);
        }

        return hash.ToHashCode();
    }

    public IEnumerator<KeyValuePair<string, JsonElement>> GetEnumerator() =>
        _members.Select(member => KeyValuePair.Create(member.Key, ToElement(member.Value))).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    public override string ToString()
    {
        var writer = new PythonJsonWriter(PythonJsonStyle.OneLine);
        writer.Members(this);
        return writer.ToString();
    }

    private static JsonElement ToElement(JsonSlice value) => JsonElements.FromText(value);
}
