namespace Petals.Mixtral.Config.Json;

/// <summary>
/// The members of a JSON object as an immutable dictionary, sorted as in Python. It keeps the text of each value and
/// parses it on access. Two objects are equal if they are equal in Python, however their numbers and strings are
/// spelled.
/// </summary>
internal sealed class JsonMembers : IReadOnlyDictionary<string, JsonElement>, IEquatable<JsonMembers>
{
    private readonly Dictionary<string, JsonSlice> _texts;
    private IReadOnlyList<string>? _sortedNames;

    private JsonMembers(Dictionary<string, JsonSlice> texts) => _texts = texts;

    public static JsonMembers Empty { get; } = new([]);

    public int Count => _texts.Count;

    public IEnumerable<string> Keys => _sortedNames ??= [.. _texts.Keys.Order(CodePointOrder.Comparer)];

    public IEnumerable<JsonElement> Values => Keys.Select(name => this[name]);

    /// <summary>The names and the texts of the values, sorted by name.</summary>
    public IEnumerable<KeyValuePair<string, JsonSlice>> Texts =>
        Keys.Select(name => KeyValuePair.Create(name, _texts[name]));

    public JsonElement this[string key] =>
        TryGetValue(key, out JsonElement value)
            ? value
            : throw new KeyNotFoundException($"There is no key '{Printable.Short(key)}'.");

    /// <summary>Wraps <paramref name="texts"/>, which the caller must not change afterwards.</summary>
    public static JsonMembers Create(Dictionary<string, JsonSlice> texts) => texts.Count == 0 ? Empty : new(texts);

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
        return members as JsonMembers ?? Create(members.ToDictionary(member => member.Key, TextOf));

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

    public bool ContainsKey(string key) => _texts.ContainsKey(key);

    public bool TryGetText(string key, out JsonSlice value) => _texts.TryGetValue(key, out value);

    public bool TryGetValue(string key, [MaybeNullWhen(false)] out JsonElement value)
    {
        bool found = TryGetText(key, out JsonSlice text);
        value = found ? JsonElements.FromText(text) : default;
        return found;
    }

    /// <summary>Returns a copy with other members, which replace those of the same names.</summary>
    public JsonMembers With(IEnumerable<KeyValuePair<string, JsonSlice>> others)
    {
        var texts = new Dictionary<string, JsonSlice>(_texts);
        foreach ((string name, JsonSlice value) in others)
        {
            texts[name] = value;
        }

        return Create(texts);
    }

    public JsonMembers With(string name, JsonSlice value) => With([KeyValuePair.Create(name, value)]);

    public JsonMembers Where(Func<KeyValuePair<string, JsonSlice>, bool> isKept) =>
        Count == 0 ? this : Create(_texts.Where(isKept).ToDictionary());

    public JsonSlice ToSlice() => PythonJsonWriter.SliceOf(this, static (writer, members) => writer.Members(members));

    public bool Equals(JsonMembers? other) =>
        ReferenceEquals(this, other)
        || (
            other is not null
            && other.Count == Count
            && _texts.All(member =>
                other.TryGetText(member.Key, out JsonSlice value) && JsonEquality.AreEqual(member.Value, value)
            )
        );

    public override bool Equals(object? obj) => Equals(obj as JsonMembers);

    /// <summary>Only the names, because equal values have many spellings.</summary>
    public override int GetHashCode() =>
        _texts.Keys.Aggregate(Count, (hash, name) => hash ^ name.GetHashCode(StringComparison.Ordinal));

    public IEnumerator<KeyValuePair<string, JsonElement>> GetEnumerator() =>
        Keys.Select(name => KeyValuePair.Create(name, this[name])).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    public override string ToString() => Encoding.ASCII.GetString(ToSlice().Text);
}
