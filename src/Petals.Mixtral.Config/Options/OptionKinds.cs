using System.Globalization;
using Petals.Mixtral.Config.Serialization;

namespace Petals.Mixtral.Config.Options;

/// <summary>The kinds of options that there are.</summary>
internal static class OptionKinds
{
    public static ScalarKind<bool> Boolean { get; } = new("true or false", bool.TryParse, (writer, value) => writer.Boolean(value));

    public static ScalarKind<int> Integer { get; } = new("an integer of 32 bits", TryParseInteger, (writer, value) => writer.Integer(value));

    public static ScalarKind<double> Number { get; } = new("a number", TryParseNumber, (writer, value) => writer.Float(value));

    public static ScalarKind<string> Text { get; } = new("a string", TryTake, (writer, value) => writer.Text(value));

    public static ScalarKind<TimeSpan> Time { get; } = new("seconds, such as 180 or 2.5, or a time, such as 00:03:00", TimeText.TryParse, PythonTime.Write);

    public static ScalarKind<TorchDtype> Dtype { get; } =
        new("the name of a PyTorch dtype, such as bfloat16", TryParseDtype, (writer, value) => writer.Text(value.Name));

    public static ScalarKind<ShowRoute> ShowRoute { get; } = new("false, inference or true", TryParseShowRoute, SettingText.Write);

    public static ScalarKind<ChunkedForward> ChunkedForward { get; } =
        new("auto, true or false", TryParseChunkedForward, SettingText.Write);

    public static ScalarKind<TuningMode> TuningMode { get; } =
        new("ptune or deep_ptune", TryParseTuningMode, (writer, value) => SettingText.Write(writer, value));

    public static ScalarKind<Uri> Address { get; } =
        new("an address, such as https://huggingface.co", TryParseAddress, (writer, value) => writer.Text(value.OriginalString));

    public static ListKind Strings { get; } = new(isNullable: false);

    public static ListKind StringsOrNull { get; } = new(isNullable: true);

    public static TokenIdsKind TokenIds { get; } = new();

    private static bool TryTake(string text, out string value)
    {
        value = text;
        return true;
    }

    private static bool TryParseInteger(string text, out int value) =>
        int.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite, CultureInfo.InvariantCulture, out value);

    private static bool TryParseNumber(string text, out double value) => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out value);

    private static bool TryParseDtype(string text, out TorchDtype value) => TorchDtype.TryFromName(text, out value!);

    private static bool TryParseAddress(string text, out Uri value) => Uri.TryCreate(text, UriKind.RelativeOrAbsolute, out value!) && text.Length > 0;

    private static bool TryParseShowRoute(string text, out ShowRoute value)
    {
        (bool understood, value) = text.ToUpperInvariant() switch
        {
            "FALSE" or "NEVER" => (true, Config.ShowRoute.Never),
            "INFERENCE" => (true, Config.ShowRoute.Inference),
            "TRUE" or "ALWAYS" => (true, Config.ShowRoute.Always),
            _ => (false, default),
        };
        return understood;
    }

    private static bool TryParseChunkedForward(string text, out ChunkedForward value)
    {
        (bool understood, value) = text.ToUpperInvariant() switch
        {
            "AUTO" => (true, Config.ChunkedForward.Auto),
            "TRUE" => (true, Config.ChunkedForward.True),
            "FALSE" => (true, Config.ChunkedForward.False),
            _ => (false, default),
        };
        return understood;
    }

    private static bool TryParseTuningMode(string text, out TuningMode value)
    {
        (bool understood, value) = text.ToUpperInvariant() switch
        {
            "PTUNE" => (true, Config.TuningMode.PTune),
            "DEEP_PTUNE" or "DEEPPTUNE" => (true, Config.TuningMode.DeepPTune),
            _ => (false, default),
        };
        return understood;
    }
}
