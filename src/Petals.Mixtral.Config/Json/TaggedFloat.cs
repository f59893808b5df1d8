using System.Text.Json;

namespace Petals.Mixtral.Config.Json;

/// <summary>NaN or an infinity in strict JSON, as transformers 5 writes it: <c>{"__float__": "NaN"}</c>.</summary>
internal static class TaggedFloat
{
    public static bool TryParse(JsonSlice value, out double number)
    {
        number = 0;
        return value.Text[0] == '{' && TryParse(value, JsonTape.Read(value.Masked), 0, out number);
    }

    /// <summary>Parses the object at an index of the tape. Its only name may occur more than once.</summary>
    public static bool TryParse(JsonSlice value, List<JsonToken> tape, int index, out double number)
    {
        number = 0;
        int last = index;
        for (int name = index + 1; name < tape[index].Next; name = tape[last].Next)
        {
            if (!JsonText.DecodesTo(value.Slice(tape[name]).Text, "__float__"))
            {
                return false;
            }

            last = name + 1;
        }

        if (tape[last].Type != JsonTokenType.String)
        {
            return false;
        }

        number = JsonText.Decode(value.Slice(tape[last]).Text) switch
        {
            "NaN" => double.NaN,
            "Infinity" => double.PositiveInfinity,
            "-Infinity" => double.NegativeInfinity,
            _ => 0,
        };
        return number != 0;
    }
}
