namespace Petals.Mixtral.Config.PythonJson;

/// <summary>A constant as transformers 5 writes it, in JSON that any parser reads: <c>{"__float__": "NaN"}</c>.</summary>
internal static class TaggedFloat
{
    public static bool TryParse(JsonSlice value, out double number)
    {
        number = 0;
        if (value.Text[0] != '{')
        {
            return false;
        }

        JsonMembers members = JsonMembers.Read(value);
        return members.Count == 1 && members.TryGetText("__float__", out JsonSlice constant)
            && constant.Text[0] == '"' && BareConstants.TryParse(constant.Text[1..^1], out number);
    }
}
