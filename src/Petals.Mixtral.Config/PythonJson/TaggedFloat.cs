using System.Text;
using System.Text.Json;

namespace Petals.Mixtral.Config.PythonJson;

/// <summary>A constant as transformers 5 writes it, in JSON that any parser reads: <c>{"__float__": "NaN"}</c>.</summary>
internal static class TaggedFloat
{
    public static bool TryParse(JsonSlice value, out double number)
    {
        number = 0;
        return value.Text[0] == '{' && TryParse(value, JsonTape.Read(value.Masked), 0, out number);
    }

    /// <summary>Looks at the object that begins at an index of the tape.</summary>
    public static bool TryParse(JsonSlice value, List<JsonToken> tape, int index, out double number)
    {
        number = 0;
        return tape[index].Next == index + 3
            && JsonText.Decode(value.Inside(tape[index + 1]).Text) == "__float__"
            && tape[index + 2].Type == JsonTokenType.String
            && BareConstants.TryParse(Encoding.UTF8.GetBytes(JsonText.Decode(value.Inside(tape[index + 2]).Text)), out number);
    }
}
