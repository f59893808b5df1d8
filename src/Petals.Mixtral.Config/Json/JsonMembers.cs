using System.Collections;
using System.Collections.ObjectModel;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Text.Json;

namespace Petals.Mixtral.Config.Json;

/// <summary>
/// The members of a JSON object as an immutable dictionary: it keeps each value's text, and makes a
/// <see cref="JsonElement"/> of it when asked. What was read is put together by name and sorted when that is first
/// asked for, by two threads at worst, which come to the same. Two are equal when Python would find them equal, however
/// their numbers and strings are spelled.
/// </summary>
internal sealed class JsonMembers : IReadOnlyDictionary<string, JsonElement>, IEquatable<JsonMembers>
{
    private readonly JsonSlice _text;
    private readonly IReadOnlyList<JsonMember> _places = [];
    private Dictionary<string, JsonSlice>? _members;
    private ReadOnlyCollection<string>? _names;

    private JsonMembers(Dictionary<string, JsonSlice> members) => _members = members;

    private JsonMembers(JsonSlice text, IReadOnlyList<JsonMember> places)
    {
        _text = text;
        _places = places;
    }

    public static JsonMembers Empty { get; } = new([]);

    public int Count => Members.Count;

    public IEnumerable<string> Keys => Names;

    public IEnumerable<JsonElement> Values => Names.Select(name => ToElement(Members[name]));

    /// <summary>The texts of the values, by name and in Python's order.</summary>
    public IEnumerable<KeyValuePair<string, JsonSlice>> Texts =>
        Names.Select(name => KeyValuePair.Create(name, Members[name]));

    private Dictionary<string, JsonSlice> Members => _members ??= Collect();

    /// <summary>The names as Python sorts them.</summary>
    private ReadOnlyCollection<string> Names => _names ??= Sort();

    public JsonElement this[string key] =>
        Members.TryGetValue(key, out JsonSlice value)
            ? ToElement(value)
            : throw new KeyNotFoundException($"There is no key '{key}'.");

    /// <summary>Takes over <paramref name="members"/>, which the caller must not change afterwards.</summary>
    public static JsonMembers Of(Dictionary<string, JsonSlice> members) => members.Count == 0 ? Empty : new(members);

    /// <summary>
    /// The members that stand at these places of a text; of names that are the same the last counts. Nothing is done
    /// with them until they are asked for, so that a text of many costs no more than to read it. Takes over
    /// <paramref name="places"/>.
    /// </summary>
    public static JsonMembers In(JsonSlice text, IReadOnlyList<JsonMember> places) => new(text, places);

    /// <summary>
    /// Takes the members of <paramref name="members"/>, without copying where they cannot change. One that is as it was
    /// in
    /// <paramref name="previous"/> keeps the text that it had there, which an element does not show where it has a bare
    /// constant.
    /// </summary>
    /// <param name="members">The members.</param>
    /// <param name="previous">What was there before.</param>
    /// <param name="name">What the caller knows the members as.</param>
    public static JsonMembers CopyOf(
        IReadOnlyDictionary<string, JsonElement> members,
        JsonMembers? previous,
        [CallerArgumentExpression(nameof(members))] string? name = null
    )
    {
        ArgumentNullException.ThrowIfNull(members, name);
        return members as JsonMembers ?? Of(members.ToDictionary(member => member.Key, TextOf, StringComparer.Ordinal));

        JsonSlice TextOf(KeyValuePair<string, JsonElement> member)
        {
            JsonSlice text = JsonElements.ToText(member.Value);
            return
                previous is not null
                && previous.TryGetText(member.Key, out JsonSlice before)
                && JsonElements.ToText(JsonElements.FromText(before)).Text.SequenceEqual(text.Text)
                ? before
                : text;
        }
    }

    /// <summary>Reads the members of an object; of names that are the same the last counts.</summary>
    public static JsonMembers Read(JsonSlice value) =>
        Of(
            MemberOrder
                .InPlace(value)
                .ToDictionary(member => member.Key, member => member.Value.ValueIn(value), StringComparer.Ordinal)
        );

    public bool ContainsKey(string key) => Members.ContainsKey(key);

    /// <summary>One member by its name, of ASCII characters, without putting all of them together where that has not
    /// been done.</summary>
    public bool TryFind(string name, out JsonSlice value)
    {
        if (_members is { } members)
        {
            return members.TryGetValue(name, out value);
        }

        for (int i = _places.Count - 1; i >= 0; i--)
        {
            if (JsonText.Is(_places[i].NameIn(_text), name))
            {
                value = _places[i].ValueIn(_text);
                return true;
            }
        }

        value = default;
        return false;
    }

    public bool TryGetText(string key, out JsonSlice value) => Members.TryGetValue(key, out value);

    public bool TryGetValue(string key, [MaybeNullWhen(false)] out JsonElement value)
    {
        bool found = Members.TryGetValue(key, out JsonSlice text);
        value = found ? ToElement(text) : default;
        return found;
    }

    /// <summary>A copy in which other members are added, or replace those of the same names.</summary>
    public JsonMembers With(IEnumerable<KeyValuePair<string, JsonSlice>> others)
    {
        var members = new Dictionary<string, JsonSlice>(Members, StringComparer.Ordinal);
        foreach ((string name, JsonSlice value) in others)
        {
            members[name] = value;
        }

        return Of(members);
    }

    public bool Equals(JsonMembers? other) =>
        ReferenceEquals(this, other)
        || (
            other is not null
            && other.Count == Count
            && Members.All(member =>
                other.TryGetText(member.Key, out JsonSlice value) && JsonEquality.AreEqual(member.Value, value)
            )
        );

    public override bool Equals(object? obj) => Equals(obj as JsonMembers);

    public override int GetHashCode()
    {
        // By the names alone, in whatever order: numbers that are equal may be spelled in many ways.
        int hash = Count;
        foreach (string name in Members.Keys)
        {
            hash ^= name.GetHashCode(StringComparison.Ordinal);
        }

        return hash;
    }

    public IEnumerator<KeyValuePair<string, JsonElement>> GetEnumerator() =>
        Names.Select(name => KeyValuePair.Create(name, ToElement(Members[name]))).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    public override string ToString()
    {
        var writer = new PythonJsonWriter();
        writer.Members(this);
        return writer.ToString();
    }

    private Dictionary<string, JsonSlice> Collect()
    {
        var members = new Dictionary<string, JsonSlice>(_places.Count, StringComparer.Ordinal);
        foreach (JsonMember member in _places)
        {
            members[JsonText.Decode(member.NameIn(_text))] = member.ValueIn(_text);
        }

        return members;
    }

    private ReadOnlyCollection<string> Sort()
    {
        string[] names = [.. Members.Keys];
        Array.Sort(names, CodePointOrder.Compare);
        return Array.AsReadOnly(names);
    }

    private static JsonElement ToElement(JsonSlice value) => JsonElements.FromText(value);
}
