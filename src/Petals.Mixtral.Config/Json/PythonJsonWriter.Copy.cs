using System.Text.Json;

namespace Petals.Mixtral.Config.Json;

/// <content>Copying values that were read: their numbers keep the kind they were read with, all else takes Python's
/// spelling.</content>
internal sealed partial class PythonJsonWriter
{
    /// <summary>Writes a value as Python would after having read it.</summary>
    public void Copy(JsonSlice value)
    {
        if (value.Text[0] is (byte)'{' or (byte)'[')
        {
            Copy(value, JsonTape.Read(value.Masked), 0);
        }
        else
        {
            CopyScalar(value.Text);
        }
    }

    /// <summary>Writes an object whose names are integers, sorted and spelled as such.</summary>
    public void CopyWithIntegerNames(JsonSlice value)
    {
        BeginObject();
        foreach ((int name, JsonSlice member) in MemberOrder.ByInteger(value))
        {
            Name(name.ToString(CultureInfo.InvariantCulture));
            Copy(member);
        }

        EndObject();
    }

    /// <summary>Writes an object of these members.</summary>
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
                foreach (int member in MemberOrder.Sorted(value, tape, index))
                {
                    Name(JsonText.Decode(value.Inside(tape[member]).Text));
                    Copy(value, tape, member + 1);
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
                CopyScalar(value.Inside(token).Text);
                break;
        }
    }

    private void CopyScalar(ReadOnlySpan<byte> token)
    {
        if (token[0] == '"' && !token.Contains((byte)'\\') && !token.ContainsAnyExceptInRange((byte)' ', (byte)'~'))
        {
            Literal(token);
        }
        else if (token[0] == '"')
        {
            Text(JsonText.Decode(token));
        }
        else if (token[0] is (byte)'t' or (byte)'f' or (byte)'n')
        {
            Literal(token);
        }
        else if (BareConstants.TryParse(token, out double constant))
        {
            Constant(constant);
        }
        else if (_style != PythonJsonStyle.Comparable && PythonFloat.IsSpelled(token))
        {
            Literal(token);
        }
        else if (token.IndexOfAny("eE."u8) >= 0)
        {
            Float(double.Parse(token, NumberStyles.Float, CultureInfo.InvariantCulture));
        }
        else
        {
            // Python reads -0 as the integer 0.
            Literal(token.SequenceEqual("-0"u8) ? "0"u8 : token);
        }
    }
}
