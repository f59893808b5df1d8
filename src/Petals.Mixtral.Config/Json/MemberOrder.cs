namespace Petals.Mixtral.Config.Json;

/// <summary>The members of JSON objects in Python's orders. Of duplicate names the last value counts.</summary>
internal static class MemberOrder
{
    /// <summary>
    /// The names of the object at <paramref name="index"/> and the tape indices of their values, sorted as Python sorts
    /// them.
    /// </summary>
    public static List<(string Name, int Value)> Sorted(JsonSlice text, List<JsonToken> tape, int index)
    {
        var members = new List<(string Name, int Value)>();
        bool sorted = true;
        for (int value = index + 2; value <= tape[index].Next; value = tape[value].Next + 1)
        {
            string name = JsonText.Decode(text.Slice(tape[value - 1]).Text);
            sorted = sorted && (members.Count == 0 || CodePointOrder.Compare(members[^1].Name, name) < 0);
            members.Add((name, value));
        }

        if (sorted)
        {
            return members;
        }

        members.Sort(
            static (left, right) =>
            {
                int order = CodePointOrder.Compare(left.Name, right.Name);
                return order != 0 ? order : left.Value - right.Value;
            }
        );
        return [.. members.Where((member, i) => i + 1 == members.Count || member.Name != members[i + 1].Name)];
    }

    /// <summary>The members of an object by name. Each name keeps its first place.</summary>
    public static Dictionary<string, JsonMember> InFileOrder(JsonSlice value)
    {
        List<JsonToken> tape = JsonTape.Read(value.Masked);

        // A dictionary without removals enumerates its keys in the order in which they were added.
        var members = new Dictionary<string, JsonMember>(StringComparer.Ordinal);
        for (int name = 1; name < tape.Count; name = tape[name + 1].Next)
        {
            (JsonToken key, JsonToken member) = (tape[name], tape[name + 1]);
            members[JsonText.Decode(value.Slice(key).Text)] = new JsonMember(
                key.Start,
                key.Length,
                member.Start,
                member.Length
            );
        }

        return members;
    }
}
