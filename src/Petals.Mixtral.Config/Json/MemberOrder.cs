namespace Petals.Mixtral.Config.Json;

/// <summary>The members of JSON objects in the orders in which Python has them; of names that are the same, the last
/// value counts.</summary>
internal static class MemberOrder
{
    /// <summary>The indices on the tape of the names of the object at <paramref name="index"/>, in the order in which
    /// Python sorts them.</summary>
    public static List<int> Sorted(JsonSlice text, List<JsonToken> tape, int index)
    {
        var members = new List<int>();
        bool sorted = true;
        for (int member = index + 1; member < tape[index].Next; member = tape[member + 1].Next)
        {
            sorted = sorted && (members.Count == 0 || Compare(text, tape[members[^1]], tape[member]) < 0);
            members.Add(member);
        }

        if (!sorted)
        {
            members.Sort(
                (left, right) =>
                {
                    int order = Compare(text, tape[left], tape[right]);
                    return order != 0 ? order : left - right;
                }
            );
            RemoveAllButLast(members, text, tape);
        }

        return members;
    }

    /// <summary>
    /// The values of an object by their names as integers, sorted. As in Python a name keeps the place where it stood
    /// first, and of different names for the same integer the one in the last place counts.
    /// </summary>
    public static SortedDictionary<int, JsonSlice> ByInteger(JsonSlice value)
    {
        var members = new SortedDictionary<int, JsonSlice>();
        foreach ((string name, JsonMember member) in InPlace(value))
        {
            members[PythonInteger.Parse(name)] = member.ValueIn(value);
        }

        return members;
    }

    /// <summary>The members of an object by their names, in the places where those stood first.</summary>
    public static Dictionary<string, JsonMember> InPlace(JsonSlice value)
    {
        List<JsonToken> tape = JsonTape.Read(value.Masked);

        // A dictionary that nothing is taken from keeps the order in which its keys came.
        var members = new Dictionary<string, JsonMember>(Count(tape), StringComparer.Ordinal);
        for (int name = 1; name < tape.Count; name = tape[name + 1].Next)
        {
            members[JsonText.Decode(value.Inside(tape[name]).Text)] = new JsonMember(
                tape[name].Start,
                tape[name].Length,
                tape[name + 1].Start,
                tape[name + 1].Length
            );
        }

        return members;
    }

    private static int Count(List<JsonToken> tape)
    {
        int count = 0;
        for (int name = 1; name < tape.Count; name = tape[name + 1].Next)
        {
            count++;
        }

        return count;
    }

    private static void RemoveAllButLast(List<int> members, JsonSlice text, List<JsonToken> tape)
    {
        int kept = 0;
        for (int i = 0; i < members.Count; i++)
        {
            if (i + 1 == members.Count || Compare(text, tape[members[i]], tape[members[i + 1]]) != 0)
            {
                members[kept++] = members[i];
            }
        }

        members.RemoveRange(kept, members.Count - kept);
    }

    private static int Compare(JsonSlice text, JsonToken left, JsonToken right) =>
        JsonText.Compare(text.Inside(left).Text, text.Inside(right).Text);
}
