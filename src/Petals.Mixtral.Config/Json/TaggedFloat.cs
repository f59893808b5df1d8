namespace Petals.Mixtral.Config.Json;

/// <summary>NaN or an infinity in strict JSON, as transformers 5 writes it: <c>{"__float__": "NaN"}</c>.</summary>
internal static class TaggedFloat
{
    public static bool TryParse(JsonSlice value, out double number)
    {
        number = 0;
        return value.IsObject && TryParse(value, JsonTape.Read(value.Masked), 0, out number);
    }

    /// <summary>Parses the object at an index of the tape.</summary>
    public static bool TryParse(JsonSlice value, List<JsonToken> tape, int index, out double number)
    {
        number = 0;
        if (
            tape[index].Next == index + 3
            && tape[index + 2].Type is JsonTokenType.String
            && JsonText.Decode(value.Slice(tape[index + 1]).Text) == "__float__"
        )
        {
            number = JsonText.Decode(value.Slice(tape[index + 2]).Text) switch
            {
                "NaN" => double.NaN,
                "Infinity" => double.PositiveInfinity,
                "-Infinity" => double.NegativeInfinity,
                _ => 0,
            };
        }

        return number != 0;
    }
}
