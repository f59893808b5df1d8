namespace Petals.Mixtral.Config.Tool.Output;

/// <summary>Sizes in bytes for people: <c>24GiB</c>, <c>80 GB</c>, <c>1073741824</c>.</summary>
internal static class ByteSize
{
    private static readonly (string Unit, decimal Bytes)[] Units =
    [
        ("TiB", 1L << 40),
        ("GiB", 1L << 30),
        ("MiB", 1L << 20),
        ("KiB", 1L << 10),
        ("TB", 1e12m),
        ("GB", 1e9m),
        ("MB", 1e6m),
        ("KB", 1e3m),
        ("B", 1),
    ];

    /// <exception cref="UsageException">The text is not a size.</exception>
    public static long Parse(string text, string option)
    {
        string number = text.Trim();
        decimal factor = 1;
        foreach ((string unit, decimal bytes) in Units)
        {
            if (number.EndsWith(unit, StringComparison.OrdinalIgnoreCase))
            {
                (number, factor) = (number[..^unit.Length].TrimEnd(), bytes);
                break;
            }
        }

        return
            decimal.TryParse(number, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out decimal value)
            && value <= long.MaxValue / factor
            && value * factor >= 1
            ? (long)(value * factor)
            : throw new UsageException($"{option} {text}: expected a size such as 24GiB, 80GB or 1073741824.");
    }

    /// <summary>Formats a size in the largest unit that is not larger: <c>3.36 GiB</c>.</summary>
    public static string Format(long bytes)
    {
        foreach ((string unit, decimal size) in Units[..4])
        {
            if (bytes >= size)
            {
                return string.Create(CultureInfo.InvariantCulture, $"{bytes / size:0.00} {unit}");
            }
        }

        return $"{bytes} B";
    }
}
