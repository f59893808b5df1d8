using System.Globalization;
using System.Text.Json;
using Petals.Mixtral.Config.PythonJson;

namespace Petals.Mixtral.Config.Serialization;

/// <summary>The text of the settings whose types are this library's own.</summary>
internal static class SettingText
{
    public static void Write(PythonJsonWriter writer, TokenIds? value)
    {
        if (value is not { } ids)
        {
            writer.Null();
        }
        else if (ids.IsList)
        {
            writer.Integers(ids);
        }
        else
        {
            writer.Integer(ids[0]);
        }
    }

    public static void Write(PythonJsonWriter writer, IReadOnlyDictionary<int, string> value)
    {
        writer.BeginObject();
        foreach (int id in value.Keys.Order())
        {
            writer.Name(id.ToString(CultureInfo.InvariantCulture));
            writer.Text(value[id]);
        }

        writer.EndObject();
    }

    public static void Write(PythonJsonWriter writer, IReadOnlyDictionary<string, int>? value)
    {
        if (value is null)
        {
            writer.Null();
            return;
        }

        writer.BeginObject();
        foreach (string label in value.Keys.Order(Comparer<string>.Create(CodePointOrder.Compare)))
        {
            writer.Name(label);
            writer.Integer(value[label]);
        }

        writer.EndObject();
    }

    public static void Write(PythonJsonWriter writer, IReadOnlyDictionary<int, IReadOnlyList<int>> value)
    {
        writer.BeginObject();
        foreach (int layer in value.Keys.Order())
        {
            writer.Name(layer.ToString(CultureInfo.InvariantCulture));
            writer.Integers(value[layer]);
        }

        writer.EndObject();
    }

    public static void Write(PythonJsonWriter writer, IReadOnlyDictionary<string, JsonElement>? value)
    {
        if (value is JsonMembers members)
        {
            writer.Members(members);
        }
        else
        {
            writer.Null();
        }
    }

    public static void Write<T>(PythonJsonWriter writer, T? value, Spelling<T> textOf)
        where T : struct, Enum
    {
        if (value is { } choice)
        {
            writer.Literal(textOf(choice));
        }
        else
        {
            writer.Null();
        }
    }
}
