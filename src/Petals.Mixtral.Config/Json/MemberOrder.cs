namespace Petals.Mixtral.Config.Json;

/// <summary>The members of JSON objects in Python's orders. Of duplicate names the last value counts.</summary>
internal static class MemberOrder
{
    /// <summary>
    /// The tape indices of the names of the object at <paramref name="index"/>, sorted as Python sorts them.
    /// </summary>
    public static List<int> Sorted(JsonSlice text, List<JsonToken> tape, int index)
    {
        var members = new List<int>();
        bool sorted = true;
        for (int member = index + 1; member < tape[index].Next; member = tape[member + 1].Next)
        {
            sorted = sorted && (members.Count == 0 || Compare(members[^1], member) < 0);
            members.Add(member);
        }

        if (sorted)
        {
            return members;
        }

        members.Sort(
            (left, right) =>
            {
                int order = Compare(left, right);
                return order != 0 ? order : left - right;
            }
        );
        return [.. members.Where((member, i) => i + 1 == members.Count || Compare(member, members[i + 1]) != 0)];

        int Compare(int left, int right) => JsonText.Compare(text.Slice(tape[left]).Text, text.Slice(tape[right]).Text);
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
