namespace Petals.Mixtral.Config.Settings.Kinds;

/// <summary>One of a few values, each with its JSON text: <c>"inference"</c>, <c>true</c>.</summary>
internal sealed class ChoiceKind<T>(params (string Json, T Value)[] choices) : Kind<T>
    where T : struct, Enum
{
    public override string Expected => $"one of {string.Join(", ", choices.Select(choice => choice.Json))}";

    public override string ExpectedText
    {
        get
        {
            string[] names = [.. choices.Select(choice => Name(choice.Json))];
            return $"{string.Join(", ", names[..^1])} or {names[^1]}";
        }
    }

    public override KindFault? Read(JsonSlice json, out T value)
    {
        // A string may be spelled with escapes.
        string text = json.Text[0] == '"' ? $"\"{JsonText.Decode(json.Text)}\"" : Encoding.UTF8.GetString(json.Text);
        return Check(TryFind(choice => choice.Json == text, out value), json);
    }

    public override void Write(PythonJsonWriter writer, T value) =>
        writer.Literal(Encoding.ASCII.GetBytes(choices.First(choice => choice.Value.Equals(value)).Json));

    /// <summary>Python's names take precedence over those of .NET.</summary>
    protected override bool TryParse(string text, out T value) =>
        TryFind(choice => Name(choice.Json).Equals(text, StringComparison.OrdinalIgnoreCase), out value)
        || TryFind(choice => choice.Value.ToString().Equals(text, StringComparison.OrdinalIgnoreCase), out value);

    private static string Name(string json) => json.Trim('"');

    private bool TryFind(Predicate<(string Json, T Value)> isMatch, out T value)
    {
        int index = Array.FindIndex(choices, isMatch);
        value = index < 0 ? default : choices[index].Value;
        return index >= 0;
    }
}
