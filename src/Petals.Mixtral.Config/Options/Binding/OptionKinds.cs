using System.Globalization;
using System.Text;
using Petals.Mixtral.Config.Serialization;

namespace Petals.Mixtral.Config.Options.Binding;

/// <summary>The kinds of options that there are.</summary>
internal static class OptionKinds
{
    public static ScalarKind<bool> Boolean { get; } =
        new("true or false", bool.TryParse, (writer, value) => writer.Boolean(value));

    public static ScalarKind<int> Integer { get; } =
        new("an integer of 32 bits", TryParseInteger, (writer, value) => writer.Integer(value));

    public static ScalarKind<double> Number { get; } =
        new("a number", TryParseNumber, (writer, value) => writer.Float(value));

    public static ScalarKind<string> Text { get; } = new("a string", TryTake, (writer, value) => writer.Text(value));

    public static ScalarKind<TimeSpan> Time { get; } =
        new("seconds, such as 180 or 2.5, or a time, such as 00:03:00", TimeText.TryParse, PythonTime.Write);

    public static ScalarKind<TorchDtype> Dtype { get; } =
        new("the name of a PyTorch dtype, such as bfloat16", TryParseDtype, (writer, value) => writer.Text(value.Name));

    public static ScalarKind<ShowRoute> ShowRoute { get; } = Choice<ShowRoute>(ChoiceText.Of);

    public static ScalarKind<ChunkedForward> ChunkedForward { get; } = Choice<ChunkedForward>(ChoiceText.Of);

    public static ScalarKind<TuningMode> TuningMode { get; } = Choice<TuningMode>(ChoiceText.Of);

    public static ScalarKind<Uri> Address { get; } =
        new(
            "an address, such as https://huggingface.co",
            TryParseAddress,
            (writer, value) => writer.Text(value.OriginalString)
        );

    public static ListKind Strings { get; } = new(isNullable: false);

    public static ListKind StringsOrNull { get; } = new(isNullable: true);

    public static TokenIdsKind TokenIds { get; } = new();

    private static bool TryTake(string text, out string value)
    {
        value = text;
        return true;
    }

    private static bool TryParseInteger(string text, out int value) =>
        int.TryParse(
            text,
            NumberStyles.AllowLeadingSign | NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite,
            CultureInfo.InvariantCulture,
            out value
        );

    private static bool TryParseNumber(string text, out double value) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out value);

    private static bool TryParseDtype(string text, out TorchDtype value) => TorchDtype.TryFromName(text, out value!);

    private static bool TryParseAddress(string text, out Uri value) =>
        Uri.TryCreate(text, UriKind.RelativeOrAbsolute, out value!) && text.Length > 0;

    /// <summary>One of a few values, by its text in config.json or its name in C#.</summary>
    private static ScalarKind<T> Choice<T>(Spelling<T> textOf)
        where T : struct, Enum
    {
        T[] choices = Enum.GetValues<T>();
        string[] texts = Array.ConvertAll(choices, choice => Encoding.UTF8.GetString(textOf(choice)).Trim('"'));
        return new(
            $"{string.Join(", ", texts[..^1])} or {texts[^1]}",
            TryParse,
            (writer, value) => writer.Literal(textOf(value))
        );

        bool TryParse(string text, out T value)
        {
            int place = Array.FindIndex(texts, known => known.Equals(text, StringComparison.OrdinalIgnoreCase));
            place =
                place >= 0
                    ? place
                    : Array.FindIndex(
                        choices,
                        choice => choice.ToString().Equals(text, StringComparison.OrdinalIgnoreCase)
                    );
            value = place >= 0 ? choices[place] : default;
            return place >= 0;
        }
    }
}
