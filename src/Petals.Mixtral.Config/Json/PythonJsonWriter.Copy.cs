namespace Petals.Mixtral.Config.Json;

/// <content>Copies values in Python's spelling. An integer stays an integer and a float a float.</content>
internal sealed partial class PythonJsonWriter
{
    /// <summary>Writes a value as Python would after reading it.</summary>
    public void Copy(JsonSlice value)
    {
        if (value.IsObject || value.Text[0] == '[')
        {
            Copy(value, JsonTape.Read(value.Masked), 0);
        }
        else
        {
            CopyScalar(value.Text);
        }
    }

    public void Members(JsonMembers members)
    {
        BeginObject();
        foreach ((string name, JsonSlice value) in members.Texts)
        {
            Name(name);
            Copy(value);
        }

        EndObject();
    }

    private void Copy(JsonSlice value, List<JsonToken> tape, int index)
    {
        JsonToken token = tape[index];
        switch (token.Type)
        {
            case JsonTokenType.StartObject
                when _style == PythonJsonStyle.Comparable
                    && TaggedFloat.TryParse(value, tape, index, out double constant):
                Constant(constant);
                break;
            case JsonTokenType.StartObject:
                BeginObject();
                foreach ((string name, int member) in Sort(value, tape, index))
                {
                    Name(name);
                    Copy(value, tape, member);
                }

                EndObject();
                break;
            case JsonTokenType.StartArray:
                BeginArray();
                for (int item = index + 1; item < token.Next; item = tape[item].Next)
                {
                    Copy(value, tape, item);
                }

                EndArray();
                break;
            default:
                CopyScalar(value.Slice(token).Text);
                break;
        }
    }

    /// <summary>The names of an object and the indexes of their values. Of duplicate names the last counts.</summary>
    private static SortedDictionary<string, int> Sort(JsonSlice value, List<JsonToken> tape, int index)
    {
        var members = new SortedDictionary<string, int>(CodePointOrder.Comparer);
        for (int name = index + 1; name < tape[index].Next; name = tape[name + 1].Next)
        {
            members[JsonText.Decode(value.Slice(tape[name]).Text)] = name + 1;
        }

        return members;
    }

    private void CopyScalar(ReadOnlySpan<byte> token)
    {
        switch (token[0])
        {
            case (byte)'"' when token.Contains((byte)'\\') || token.ContainsAnyExceptInRange((byte)' ', (byte)'~'):
                Text(JsonText.Decode(token));
                break;
            case (byte)'t' or (byte)'f' when _style == PythonJsonStyle.Comparable:
                // In Python true equals 1, and false equals 0.
                Integer(token[0] == 't' ? 1 : 0);
                break;
            case (byte)'"' or (byte)'t' or (byte)'f' or (byte)'n':
                Literal(token);
                break;
            default:
                CopyNumber(token);
                break;
        }
    }

    private void CopyNumber(ReadOnlySpan<byte> token)
    {
        bool isInteger = !token.ContainsAny(".eENI"u8);
        if (isInteger)
        {
            // Python reads -0 as the integer 0.
            Literal(token.SequenceEqual("-0"u8) ? "0"u8 : token);
        }
        else if (_style != PythonJsonStyle.Comparable && PythonFloat.HasPythonSpelling(token))
        {
            Literal(token);
        }
        else
        {
            Float(double.Parse(token, NumberStyles.Float, CultureInfo.InvariantCulture));
        }
    }
}
