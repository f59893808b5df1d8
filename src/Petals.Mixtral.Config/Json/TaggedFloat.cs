namespace Petals.Mixtral.Config.Json;

/// <summary>NaN or an infinity in strict JSON, as transformers 5 writes it: <c>{"__float__": "NaN"}</c>.</summary>
internal static class TaggedFloat
{
    public static bool TryParse(JsonSlice value, out double number)
    {
        number = 0;
        return value.IsObject && TryParse(value, JsonTape.Read(value.Masked), 0, out number);
    }

    /// <summary>Parses the object at an index of the tape. Of several members, the last one counts.</summary>
    public static bool TryParse(JsonSlice value, List<JsonToken> tape, int index, out double number)
    {
        number = 0;
        for (int name = index + 1; name < tape[index].Next; name = tape[name + 1].Next)
        {
            if (JsonText.Decode(value.Slice(tape[name]).Text) != "__float__")
            {
                number = 0;
                break;
            }

            JsonToken constant = tape[name + 1];
            string text = constant.Type is JsonTokenType.String ? JsonText.Decode(value.Slice(constant).Text) : "";
            number = text switch
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
