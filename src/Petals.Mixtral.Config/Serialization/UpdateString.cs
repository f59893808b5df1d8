using System.Numerics;

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
        var texts = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (string pair in update.Split(','))
        {
            if (pair.Split('=', 3) is not [string key, string value])
            {
                throw new ConfigFormatException(
                    $"The update '{Printable.Short(pair)}' is not of the form key=value; an update is "
                        + "key=value,key=value."
                );
            }

            texts[key] = value;
        }

        return texts.ToDictionary(
            pair => pair.Key,
            pair => JsonSlice.FromText(Convert(pair.Key, pair.Value, Current(config, pair.Key))),
            StringComparer.Ordinal
        );
    }

    private static string Current(DistributedMixtralConfig config, string key)
    {
        if (UpdatableKey.Find(config, key) is not { } setting)
        {
            bool exists = ExtraAttributes.TryGet((JsonMembers)config.ExtraAttributes, key, out JsonSlice value);
            return exists ? Encoding.UTF8.GetString(value.Text) : "null";
        }

        return new SettingState(setting.Updated, config).ToString();
    }

    private static byte[] Convert(string key, string value, string current)
    {
        var writer = new PythonJsonWriter();
        switch (current[0])
        {
            case 't' or 'f':
                writer.Boolean(Boolean(key, value));
                break;
            case '"' when bool.TryParse(value, out _) && TakesBoolean(key):
                throw new ConfigFormatException(
                    $"{key}: the value is a string, so an update from a string cannot make it a Boolean. Use "
                        + $"Update(\"{key}\", JsonElement.Parse(\"{value.ToLowerInvariant()}\"))."
                );
            case '"':
                writer.Text(value);
                break;
            case '-' or 'N' or 'I' or (>= '0' and <= '9'):
                WriteNumber(writer, key, value, isFloat: current.AsSpan().IndexOfAny(".eENI") >= 0);
                break;
            default:
                throw new ConfigFormatException(
                    $"{key}: only a Boolean, a number or a string can be updated from a string; the value is "
                        + $"{Printable.Short(current)}. Use Update(\"{key}\", …) with a JSON value."
                );
        }

        return writer.Written.ToArray();
    }

    private static bool TakesBoolean(string key) =>
        key == ClientSettings.ShowRoute.Key || key == LMHeadSettings.UseChunkedForward.Key;

    private static bool Boolean(string key, string value) =>
        value.ToUpperInvariant() switch
        {
            "TRUE" or "1" or "Y" or "YES" => true,
            "FALSE" or "0" or "N" or "NO" => false,
            _ => throw new ConfigFormatException(
                $"{key}: expected true, 1, y, yes, false, 0, n or no, found '{Printable.Short(value)}'."
            ),
        };

    private static void WriteNumber(PythonJsonWriter writer, string key, string value, bool isFloat)
    {
        if (!isFloat && PythonInteger.TryParse(value, out BigInteger integer))
        {
            writer.Integer(integer);
        }
        else if (TryParseFloat(value, out double number))
        {
            writer.Float(number);
        }
        else
        {
            throw new ConfigFormatException($"{key}: expected a number, found '{Printable.Short(value)}'.");
        }
    }

    /// <summary>Python's <c>float(str)</c>.</summary>
    private static bool TryParseFloat(string value, out double number)
    {
        string trimmed = value.Trim().ToUpperInvariant();
        number = trimmed switch
        {
            "INF" or "+INF" or "INFINITY" or "+INFINITY" => double.PositiveInfinity,
            "-INF" or "-INFINITY" => double.NegativeInfinity,
            "NAN" or "+NAN" or "-NAN" => double.NaN,
            _ => 0,
        };
        return number != 0
            || (
                PythonInteger.TryRemoveUnderscores(trimmed, out string digits)
                && double.TryParse(digits, NumberStyles.Float, CultureInfo.InvariantCulture, out number)
            );
    }
}
