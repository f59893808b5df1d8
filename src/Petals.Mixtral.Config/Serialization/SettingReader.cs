using System.Buffers.Text;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Petals.Mixtral.Config.Collections;
using Petals.Mixtral.Config.PythonJson;

namespace Petals.Mixtral.Config.Serialization;

/// <summary>Reads the settings of a document as the types of their properties; a setting that is missing has its
/// default.</summary>
internal readonly partial struct SettingReader(ConfigDocument document)
{
    /// <summary>The dtype of the published models: its name need not be made anew each time.</summary>
    private const string UsualDtype = "bfloat16";

    public ConfigDocument Document { get; } = document;

    public bool Boolean(Setting setting, bool missing) =>
        !Document.TryGetText(setting, out ReadOnlySpan<byte> text) ? missing
        : text.SequenceEqual("true"u8) ? true
        : text.SequenceEqual("false"u8) ? false
        : throw Document.Unexpected(setting, "true or false");

    public int Int32(Setting setting, int missing) =>
        !Document.TryGetText(setting, out ReadOnlySpan<byte> text) ? missing
        : TryParseInt32(text, out int value) ? value
        : throw Document.Unexpected(setting, "an integer of 32 bits");

    public int? Int32OrNull(Setting setting, int? missing) =>
        !Document.TryGetText(setting, out ReadOnlySpan<byte> text) ? missing
        : text.SequenceEqual("null"u8) ? null
        : TryParseInt32(text, out int value) ? value
        : throw Document.Unexpected(setting, "an integer of 32 bits, or null");

    public double Double(Setting setting, double missing) =>
        !Document.Has(setting) ? missing
        : TryParseDouble(Document.Value(setting), out double value) ? value
        : throw Document.Unexpected(setting, "a number");

    public string String(Setting setting, string missing) =>
        !Document.Has(setting) ? missing
        : TryParseString(Document.Value(setting).Text, missing, out string? value) ? value
        : throw Document.Unexpected(setting, "a string");

    public string? StringOrNull(Setting setting) =>
        Document.IsNullOrMissing(setting) ? null
        : TryParseString(Document.Value(setting).Text, null, out string? value) ? value
        : throw Document.Unexpected(setting, "a string, or null");

    public TimeSpan Seconds(Setting setting, TimeSpan missing)
    {
        if (!Document.Has(setting))
        {
            return missing;
        }

        return
            TryParseDouble(Document.Value(setting), out double seconds)
            && PythonTime.TryParse(seconds, out TimeSpan value)
            ? value
            : throw Document.Unexpected(setting, "a number of seconds, or Infinity");
    }

    public IReadOnlyList<string> Strings(Setting setting, IReadOnlyList<string> missing) =>
        !Document.Has(setting) ? missing : StringList(setting, "a list of strings");

    public IReadOnlyList<string>? StringsOrNull(Setting setting) =>
        Document.IsNullOrMissing(setting) ? null : StringList(setting, "a list of strings, or null");

    public TokenIds? TokenIds(Setting setting, TokenIds? missing)
    {
        if (!Document.Has(setting))
        {
            return missing;
        }

        const string Expected = "a token id, a list of token ids, or null";
        JsonSlice value = Document.Value(setting);
        if (value.Text[0] == '[')
        {
            return Config.TokenIds.Create(Int32List($"$.{setting.Key()}", value, Expected));
        }

        return value.IsNull ? null
            : TryParseInt32(value.Text, out int id) ? id
            : throw Document.Unexpected(setting, Expected);
    }

    public TorchDtype? TorchDtype(Setting setting, TorchDtype? missing)
    {
        const string Expected = "the name of a dtype, such as \"bfloat16\", or null";
        return !Document.Has(setting) ? missing
            : Document.Value(setting).IsNull ? null
            : TryParseString(Document.Value(setting).Text, UsualDtype, out string? name)
            && Config.TorchDtype.TryFromName(name, out TorchDtype? dtype)
                ? dtype
            : throw Document.Unexpected(setting, Expected);
    }

    private ValueList<string> StringList(Setting setting, string expected)
    {
        JsonSlice list = Document.Value(setting);
        if (list.Text[0] != '[')
        {
            throw Document.Unexpected(setting, expected);
        }

        var strings = new List<string>(1);
        var reader = new Utf8JsonReader(list.Masked, new JsonReaderOptions { MaxDepth = JsonDepth.Max });
        while (TryReadItem(ref reader, list, out JsonSlice item))
        {
            strings.Add(
                TryParseString(item.Text, null, out string? text)
                    ? text
                    : throw Document.Unexpected($"$.{setting.Key()}[{strings.Count}]", item, expected)
            );
        }

        return ValueList<string>.Of([.. strings]);
    }

    private int[] Int32List(string path, JsonSlice list, string expected)
    {
        var numbers = new List<int>();
        var reader = new Utf8JsonReader(list.Masked, new JsonReaderOptions { MaxDepth = JsonDepth.Max });
        while (TryReadItem(ref reader, list, out JsonSlice item))
        {
            numbers.Add(
                TryParseInt32(item.Text, out int number)
                    ? number
                    : throw Document.Unexpected($"{path}[{numbers.Count}]", item, expected)
            );
        }

        return [.. numbers];
    }

    /// <summary>Reads the next item of a list, and at its start the bracket before the first one.</summary>
    private static bool TryReadItem(ref Utf8JsonReader reader, JsonSlice list, out JsonSlice item)
    {
        if (reader.TokenType == JsonTokenType.None)
        {
            reader.Read();
        }

        reader.Read();
        int start = (int)reader.TokenStartIndex;
        reader.Skip();
        item = list with { Start = list.Start + start, Length = (int)reader.BytesConsumed - start };
        return reader.CurrentDepth > 0 || reader.TokenType != JsonTokenType.EndArray;
    }

    /// <summary>An integer, in whatever form Python reads one that is equal: 4096, 4096.0, 4.096e3.</summary>
    private static bool TryParseInt32(ReadOnlySpan<byte> token, out int value)
    {
        if (Utf8Parser.TryParse(token, out value, out int consumed) && consumed == token.Length)
        {
            return true;
        }

        bool integral =
            IsNumber(token)
            && !BareConstants.TryParse(token, out _)
            && double.TryParse(token, NumberStyles.Float, CultureInfo.InvariantCulture, out double number)
            && number == Math.Truncate(number)
            && number is >= int.MinValue and <= int.MaxValue;
        value = integral ? (int)double.Parse(token, NumberStyles.Float, CultureInfo.InvariantCulture) : 0;
        return integral;
    }

    /// <summary>Whether a number is given as transformers 5 writes a constant, a form in which 4.43.1 reads an
    /// object.</summary>
    public static bool IsTaggedNumber(Setting setting, JsonSlice value) =>
        value.Text[0] == '{'
        && setting is not (Setting.Id2Label or Setting.Label2Id or Setting.PrunedHeads or Setting.TaskSpecificParams);

    /// <summary>A number, a bare constant, or a constant as transformers 5 writes it.</summary>
    public static bool TryParseDouble(JsonSlice value, out double number)
    {
        ReadOnlySpan<byte> token = value.Text;
        if (BareConstants.TryParse(token, out number))
        {
            return true;
        }

        return IsNumber(token)
            ? double.TryParse(token, NumberStyles.Float, CultureInfo.InvariantCulture, out number)
            : TaggedFloat.TryParse(value, out number);
    }

    private static bool IsNumber(ReadOnlySpan<byte> token) => token[0] is (byte)'-' or (>= (byte)'0' and <= (byte)'9');

    private static bool TryParseString(
        ReadOnlySpan<byte> token,
        string? usual,
        [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out string? value
    )
    {
        value =
            token[0] != '"' ? null
            : usual is not null && Ascii.Equals(token[1..^1], usual) ? usual
            : JsonText.Decode(token);
        return value is not null;
    }
}
