namespace Petals.Mixtral.Config.PythonJson;

/// <summary>The members of a JSON object in the order in which Python writes them.</summary>
internal static class JsonObjects
{
    /// <summary>
    /// The indices on the tape of the names of the object at <paramref name="index"/>, sorted; of names that are the same the last counts.
    /// </summary>
    public static List<int> SortedMembers(JsonSlice text, JsonToken[] tape, int index, bool integerNames)
    {
        var members = new List<int>();
        bool sorted = true;
        for (int member = index + 1; member < tape[index].Next; member = tape[member + 1].Next)
        {
            sorted = sorted && (members.Count == 0 || Compare(text, tape[members[^1]], tape[member], integerNames) < 0);
            members.Add(member);
        }

        if (!sorted)
        {
            members.Sort((left, right) =>
            {
                int order = Compare(text, tape[left], tape[right], integerNames);
                return order != 0 ? order : left - right;
            });
            RemoveAllButLast(members, text, tape, integerNames);
        }

        return members;
    }

    private static void RemoveAllButLast(List<int> members, JsonSlice text, JsonToken[] tape, bool integerNames)
    {
        int kept = 0;
        for (int i = 0; i < members.Count; i++)
        {
            if (i + 1 == members.Count || Compare(text, tape[members[i]], tape[members[i + 1]], integerNames) != 0)
            {
                members[kept++] = members[i];
            }
        }

        members.RemoveRange(kept, members.Count - kept);
    }

    private static int Compare(JsonSlice text, JsonToken left, JsonToken right, bool integerNames)
    {
        ReadOnlySpan<byte> leftName = text.Inside(left).Text;
        ReadOnlySpan<byte> rightName = text.Inside(right).Text;
        return integerNames
            ? PythonInteger.Parse(JsonText.Decode(leftName)).CompareTo(PythonInteger.Parse(JsonText.Decode(rightName)))
            : JsonText.Compare(leftName, rightName);
    }
}
