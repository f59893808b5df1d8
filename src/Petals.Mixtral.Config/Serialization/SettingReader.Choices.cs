using System.Text;
using Petals.Mixtral.Config.PythonJson;

namespace Petals.Mixtral.Config.Serialization;

/// <content>The settings that take one of a few values.</content>
internal readonly partial struct SettingReader
{
    public ProblemType? ProblemType(Setting setting, ProblemType? missing) =>
        OneOfOrNull(setting, missing, ChoiceText.Of);

    public TuningMode? TuningMode(Setting setting, TuningMode? missing) => OneOfOrNull(setting, missing, ChoiceText.Of);

    public ShowRoute ShowRoute(Setting setting, ShowRoute missing) => OneOf(setting, missing, ChoiceText.Of);

    public ChunkedForward ChunkedForward(Setting setting, ChunkedForward missing) =>
        OneOf(setting, missing, ChoiceText.Of);

    private T? OneOfOrNull<T>(Setting setting, T? missing, Spelling<T> textOf)
        where T : struct, Enum =>
        !Document.Has(setting) ? missing
        : Document.Value(setting).IsNull ? null
        : Choice(setting, textOf, ", null");

    private T OneOf<T>(Setting setting, T missing, Spelling<T> textOf)
        where T : struct, Enum => Document.Has(setting) ? Choice(setting, textOf, "") : missing;

    private T Choice<T>(Setting setting, Spelling<T> textOf, string otherwise)
        where T : struct, Enum
    {
        // A string may be spelled with escapes.
        ReadOnlySpan<byte> text = Document.Value(setting).Text;
        text = text[0] == '"' ? Encoding.UTF8.GetBytes($"\"{JsonText.Decode(text)}\"") : text;
        T[] choices = Enum.GetValues<T>();
        foreach (T choice in choices)
        {
            if (text.SequenceEqual(textOf(choice)))
            {
                return choice;
            }
        }

        string[] texts = Array.ConvertAll(choices, choice => Encoding.UTF8.GetString(textOf(choice)));
        throw Document.Unexpected(setting, $"one of {string.Join(", ", texts)}{otherwise}");
    }
}
