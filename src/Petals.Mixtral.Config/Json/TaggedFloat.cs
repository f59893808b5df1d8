using System.Text.Json;

namespace Petals.Mixtral.Config.Json;

/// <summary>A constant as transformers 5 writes it, in JSON that any parser reads: <c>{"__float__":
/// "NaN"}</c>.</summary>
internal static class TaggedFloat
{
    public static bool TryParse(JsonSlice value, out double number)
    {
        number = 0;
        return value.Text[0] == '{' && TryParse(value, JsonTape.Read(value.Masked), 0, out number);
    }

    /// <summary>Looks at the object that begins at an index of the tape. Its one name may stand there more than once,
    /// as any name may.</summary>
    public static bool TryParse(JsonSlice value, List<JsonToken> tape, int index, out double number)
    {
        number = 0;
        int last = index;
        for (int name = index + 1; name < tape[index].Next; name = tape[last].Next)
        {
            if (JsonText.Decode(value.Inside(tape[name]).Text) != "__float__")
            {
                return false;
            }

            last = name + 1;
        }

        return tape[last].Type == JsonTokenType.String
            && BareConstants.TryParse(
                Encoding.UTF8.GetBytes(JsonText.Decode(value.Inside(tape[last]).Text)),
                out number
            );
    }
}
