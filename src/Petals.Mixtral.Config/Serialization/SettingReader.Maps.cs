using System.Text;
using System.Text.Json;
using Petals.Mixtral.Config.Collections;
using Petals.Mixtral.Config.PythonJson;

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

        var labels = new Dictionary<int, string>();
        ConfigDocument document = Document;
        ReadMembers(setting, "an object with integer names and string values", (name, value) =>
        {
            bool understood = PythonInteger.TryParse(name, out int id) && value.Text[0] is not ((byte)'{' or (byte)'[' or (byte)'n');
            if (understood)
            {
                // A number or a Boolean is no label, but Python takes it for one; its text is the nearest to it.
                labels[id] = value.Text[0] == '"' ? JsonText.Decode(value.Text) : Encoding.UTF8.GetString(value.Text);
            }

            return understood;
        });
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

        var ids = new Dictionary<string, int>(StringComparer.Ordinal);
        ReadMembers(setting, "an object with integer values", (name, value) =>
        {
            // Files with the ids as strings exist, and Python takes them.
            bool understood = value.Text[0] == '"'
                ? PythonInteger.TryParse(JsonText.Decode(value.Text), out int id)
                : TryParseInt32(value.Text, out id);
            ids[name] = id;
            return understood;
        });
        return ValueDictionary<string, int>.Of(ids);
    }

    public IReadOnlyDictionary<int, IReadOnlyList<int>> PrunedHeads(Setting setting, IReadOnlyDictionary<int, IReadOnlyList<int>> missing)
    {
        if (!Document.Has(setting))
        {
            return missing;
        }

        SettingReader reader = this;
        const string Expected = "an object with integer names and lists of integers";
        var heads = new Dictionary<int, IReadOnlyList<int>>();
        ReadMembers(setting, Expected, (name, value) =>
        {
            bool understood = PythonInteger.TryParse(name, out int layer) && value.Text[0] == '[';
            if (understood)
            {
                heads[layer] = ValueList<int>.Of(reader.Int32List(setting, value, Expected));
            }

            return understood;
        });
        return ValueDictionary<int, IReadOnlyList<int>>.Of(heads);
    }

    public IReadOnlyDictionary<string, JsonElement>? ObjectOrNull(Setting setting) =>
        Document.IsNullOrMissing(setting) ? null
        : Document.Value(setting).Text[0] == '{' ? JsonMembers.Read(Document.Value(setting))
        : throw Document.Unexpected(setting, "an object, or null");

    private void ReadMembers(Setting setting, string expected, Func<string, JsonSlice, bool> read)
    {
        JsonSlice value = Document.Value(setting);
        if (value.Text[0] != '{')
        {
            throw Document.Unexpected(setting, expected);
        }

        JsonToken[] tape = JsonTape.Read(value.Masked);
        for (int member = 1; member < tape.Length; member = tape[member + 1].Next)
        {
            string name = JsonText.Decode(value.Inside(tape[member]).Text);
            JsonSlice item = value.Inside(tape[member + 1]);
            if (!read(name, item))
            {
                throw Document.Unexpected(setting, expected, $"$.{setting.Key()}.{name}", $"{Excerpt.Of(value.Inside(tape[member]).Text)}: {Excerpt.Of(item.Text)}");
            }
        }
    }
}
