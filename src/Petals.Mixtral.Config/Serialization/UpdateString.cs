namespace Petals.Mixtral.Config.Serialization;

/// <summary>
/// The <c>key=value,key=value</c> of Python's <c>update_from_string</c>. A value must be of the type of the value that
/// it replaces. An integer may be replaced by a float, because a default such as <c>connect_timeout</c> 5 is an
/// integer only by chance.
/// </summary>
internal static class UpdateString
{
    /// <summary>Of duplicate keys Python reads only the last value.</summary>
    public static Dictionary<string, JsonSlice> Parse(DistributedMixtralConfig config, string update)
    {
        ArgumentNullException.ThrowIfNull(update);
        var texts = new Dictionary<string, string>();
        foreach (string pair in update.Split(','))
        {
            texts[pair.Split('=')[0]] = pair.Split('=', 3) is [_, string value]
                ? value
                : throw new ConfigFormatException(
                    $"The update '{Printable.Short(pair)}' is not of the form key=value."
                );
        }

        return texts.ToDictionary(
            pair => pair.Key,
            pair =>
                JsonSlice.FromText(Encoding.ASCII.GetBytes(Convert(pair.Key, pair.Value, Current(config, pair.Key))))
        );
    }

    private static string Current(DistributedMixtralConfig config, string key)
    {
        if (ConfigUpdate.Find(config, key) is not { } setting)
        {
            bool exists = ExtraAttributes.TryGet((JsonMembers)config.ExtraAttributes, key, out JsonSlice value);
            return exists ? Encoding.UTF8.GetString(value.Text) : "null";
        }

        return new SettingState(setting.Updated, config).ToString();
    }

    /// <summary>The value as JSON.</summary>
    private static string Convert(string key, string value, string current)
    {
        bool isFloat = current.AsSpan().IndexOfAny(".eENI") >= 0;
        switch (current[0])
        {
            case 't' or 'f':
                return Boolean(key, value);
            case '"' when !(TakesBoolean(key) && bool.TryParse(value, out _)):
                return PythonJsonWriter.TextOf(value, Kind.Text.Write);
            case '"' or 'n' or '[' or '{':
                throw new ConfigFormatException(
                    $"{key} is {Printable.Short(current)}, which an update from a string cannot change to another type. "
                        + $"Use Update(\"{key}\", …)."
                );
            case var _ when !isFloat && PythonInteger.TryParse(value, out BigInteger integer):
                return integer.ToString(CultureInfo.InvariantCulture);
            default:
                return TryParseFloat(value, out double number)
                    ? PythonJsonWriter.TextOf(number, Kind.Number.Write)
                    : throw new ConfigFormatException($"{key}: expected a number, found '{Printable.Short(value)}'.");
        }
    }

    private static bool TakesBoolean(string key) =>
        key == ClientSettings.ShowRoute.Key || key == LMHeadSettings.UseChunkedForward.Key;

    private static string Boolean(string key, string value) =>
        value.ToUpperInvariant() switch
        {
            "TRUE" or "1" or "Y" or "YES" => "true",
            "FALSE" or "0" or "N" or "NO" => "false",
            _ => throw new ConfigFormatException(
                $"{key}: expected true, 1, y, yes, false, 0, n or no, found '{Printable.Short(value)}'."
            ),
        };

    /// <summary>Python's <c>float(str)</c>.</summary>
    private static bool TryParseFloat(string value, out double number)
    {
        string text = value.Trim().ToUpperInvariant().Replace("INFINITY", "INF").Replace("INF", "INFINITY");
        number = 0;
        return PythonInteger.TryRemoveUnderscores(text, out string digits) && PythonFloat.TryParse(digits, out number);
    }
}
