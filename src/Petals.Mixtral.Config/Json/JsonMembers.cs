using System.Collections;
using System.Collections.ObjectModel;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Text.Json;

namespace Petals.Mixtral.Config.Json;

/// <summary>
/// The members of a JSON object as an immutable dictionary. It keeps the text of each value and parses it on access.
/// Members are collected and sorted on first use; a race repeats the work with the same result. Two objects are equal
/// if they are equal in Python, however their numbers and strings are spelled.
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

    public IEnumerable<JsonElement> Values => Names.Select(name => this[name]);

    /// <summary>The names and the texts of the values, sorted by name as in Python.</summary>
    public IEnumerable<KeyValuePair<string, JsonSlice>> Texts =>
        Names.Select(name => KeyValuePair.Create(name, Members[name]));

    private Dictionary<string, JsonSlice> Members => _members ??= Collect();

    private ReadOnlyCollection<string> Names => _names ??= Sort();

    public JsonElement this[string key] =>
        Members.TryGetValue(key, out JsonSlice value)
            ? JsonElements.FromText(value)
            : throw new KeyNotFoundException($"There is no key '{Printable.Short(key)}'.");

    /// <summary>Wraps <paramref name="members"/>, which the caller must not change afterwards.</summary>
    public static JsonMembers Create(Dictionary<string, JsonSlice> members) =>
        members.Count == 0 ? Empty : new(members);

    /// <summary>
    /// Wraps the members at these places of a text, which are collected only on first use. Of duplicate names the last
    /// counts. The caller must not change <paramref name="places"/> afterwards.
    /// </summary>
    public static JsonMembers FromPlaces(JsonSlice text, IReadOnlyList<JsonMember> places) => new(text, places);

    /// <summary>
    /// Copies the members, unless they are immutable. A member that is the same in <paramref name="previous"/> keeps
    /// its text from there, because an element cannot contain a bare constant.
    /// </summary>
    public static JsonMembers CopyOf(
        IReadOnlyDictionary<string, JsonElement> members,
        JsonMembers? previous,
        [CallerArgumentExpression(nameof(members))] string? name = null
    )
    {
        ArgumentNullException.ThrowIfNull(members, name);
        return members as JsonMembers
            ?? Create(members.ToDictionary(member => member.Key, TextOf, StringComparer.Ordinal));

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

    /// <summary>Reads the members of an object. Of duplicate names the last counts.</summary>
    public static JsonMembers Read(JsonSlice value) =>
        Create(
            MemberOrder
                .InFileOrder(value)
                .ToDictionary(member => member.Key, member => member.Value.ValueIn(value), StringComparer.Ordinal)
        );

    public bool ContainsKey(string key) => Members.ContainsKey(key);

    /// <summary>Finds a member by its ASCII name without collecting all members.</summary>
    public bool TryFind(string name, out JsonSlice value)
    {
        if (_members is { } members)
        {
            return members.TryGetValue(name, out value);
        }

        for (int i = _places.Count - 1; i >= 0; i--)
        {
            if (JsonText.DecodesTo(_places[i].NameIn(_text), name))
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
        value = found ? JsonElements.FromText(text) : default;
        return found;
    }

    /// <summary>Returns a copy with other members, which replace those of the same names.</summary>
    public JsonMembers With(IEnumerable<KeyValuePair<string, JsonSlice>> others)
    {
        var members = new Dictionary<string, JsonSlice>(Members, StringComparer.Ordinal);
        foreach ((string name, JsonSlice value) in others)
        {
            members[name] = value;
        }

        return Create(members);
    }

    public JsonMembers With(string name, JsonSlice value) => With([KeyValuePair.Create(name, value)]);

    public JsonSlice ToSlice()
    {
        var writer = new PythonJsonWriter();
        writer.Members(this);
        return writer.ToSlice();
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
        // Only the names, because equal values have many spellings.
        int hash = Count;
        foreach (string name in Members.Keys)
        {
            hash ^= name.GetHashCode(StringComparison.Ordinal);
        }

        return hash;
    }

    public IEnumerator<KeyValuePair<string, JsonElement>> GetEnumerator() =>
        Names.Select(name => KeyValuePair.Create(name, this[name])).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    public override string ToString() =>
        PythonJsonWriter.TextOf(this, static (writer, members) => writer.Members(members));

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
}
