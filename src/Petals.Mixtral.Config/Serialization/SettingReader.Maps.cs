using System.Text.Json;
using Petals.Mixtral.Config.Collections;
using Petals.Mixtral.Config.PythonJson;
using Petals.Mixtral.Config.Texts;

namespace Petals.Mixtral.Config.Serialization;

/// <content>The settings that are objects.</content>
internal readonly partial struct SettingReader
{
    public IReadOnlyDictionary<int, string> LabelsById(Setting setting, IReadOnlyDictionary<int, string> missing)
    {
        if (!Document.Has(setting))
        {
            return missing;
        }

        const string Expected = "an object with integer names and string values";
        var labels = new Dictionary<int, string>();
        foreach ((string name, JsonSlice whole, JsonSlice value) in Members(setting, Expected))
        {
            // A number or a Boolean is no label, but Python takes it for one; the text that it would write is the
            // nearest to it.
            labels[IntegerName(setting, name, whole, Expected)] = value.Text[0] switch
            {
                (byte)'"' => JsonText.Decode(value.Text),
                (byte)'{' when TaggedFloat.TryParse(value, out double constant) => Spelled(constant),
                (byte)'{' or (byte)'[' or (byte)'n' => throw UnexpectedMember(setting, name, whole, Expected),
                _ => Spelled(value),
            };
        }

        return ValueDictionary<int, string>.Of(labels);
    }

    public IReadOnlyDictionary<string, int>? IdsByLabel(Setting setting, IReadOnlyDictionary<string, int>? missing)
    {
        if (!Document.Has(setting))
        {
            return missing;
        }

        if (Document.Value(setting).IsNull)
        {
            return null;
        }

        const string Expected = "an object with integer values";
        var ids = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach ((string name, JsonSlice whole, JsonSlice value) in Members(setting, Expected))
        {
            // Files with the ids as strings exist, and Python takes them.
            bool understood =
                value.Text[0] == '"'
                    ? PythonInteger.TryParse(JsonText.Decode(value.Text), out int id)
                    : TryParseInt32(value.Text, out id);
            ids[name] = understood ? id : throw UnexpectedMember(setting, name, whole, Expected);
        }

        return ValueDictionary<string, int>.Of(ids);
    }

    public IReadOnlyDictionary<int, IReadOnlyList<int>> PrunedHeads(
        Setting setting,
        IReadOnlyDictionary<int, IReadOnlyList<int>> missing
    )
    {
        if (!Document.Has(setting))
        {
            return missing;
        }

        const string Expected = "an object with integer names and lists of integers";
        var heads = new Dictionary<int, IReadOnlyList<int>>();
        foreach ((string name, JsonSlice whole, JsonSlice value) in Members(setting, Expected))
        {
            heads[IntegerName(setting, name, whole, Expected)] =
                value.Text[0] == '['
                    ? ValueList<int>.Of(Int32List($"$.{setting.Key()}.{name}", value, Expected))
                    : throw UnexpectedMember(setting, name, whole, Expected);
        }

        return ValueDictionary<int, IReadOnlyList<int>>.Of(heads);
    }

    public IReadOnlyDictionary<string, JsonElement>? ObjectOrNull(Setting setting) =>
        Document.IsNullOrMissing(setting) ? null
        : Document.Value(setting).Text[0] == '{' ? JsonMembers.Read(Document.Value(setting))
        : throw Document.Unexpected(setting, "an object, or null");

    /// <summary>The members of a setting that is an object: each with its name, its text from name to value, and its
    /// value.</summary>
    private IEnumerable<(string Name, JsonSlice Whole, JsonSlice Value)> Members(Setting setting, string expected)
    {
        JsonSlice text = Document.Value(setting);
        Dictionary<string, JsonMember> members =
            text.Text[0] == '{' ? MemberOrder.InPlace(text) : throw Document.Unexpected(setting, expected);
        return members.Count > ConfigLimits.MaxLabels
            ? throw Document.Unexpected(setting, $"at most {ConfigLimits.MaxLabels} names")
            : members.Select(member => (member.Key, member.Value.WholeIn(text), member.Value.ValueIn(text)));
    }

    // Apart from the loop, which so makes no closure for a label that needs none.
    private static string Spelled(double constant) => PythonJsonWriter.TextOf(writer => writer.Float(constant));

    private static string Spelled(JsonSlice value) => PythonJsonWriter.TextOf(writer => writer.Copy(value));

    private int IntegerName(Setting setting, string name, JsonSlice whole, string expected) =>
        PythonInteger.TryParse(name, out int id) ? id : throw UnexpectedMember(setting, name, whole, expected);

    private ConfigFormatException UnexpectedMember(Setting setting, string name, JsonSlice whole, string expected) =>
        Document.Unexpected($"$.{setting.Key()}.{Printable.Short(name)}", whole, expected);
}
