namespace Petals.Mixtral.Config.Fuzz.Mutation;

/// <summary>Pieces of text that have broken readers of such input before, wherever they stand.</summary>
internal static class HostileWords
{
    public static IReadOnlyList<string> All { get; } =
    [
        // Numbers at the limits of something.
        "0", "-0", "-1", "1", "1.0", "2147483647", "2147483648", "-2147483648", "-2147483649", "4294967296", "9223372036854775807",
        "9223372036854775808", "-9223372036854775809", "18446744073709551615", "1e3", "4096.0", "1e308", "1e309", "-1e400", "5e-324", "1e-400", "1E+5",
        "0.1", "00", "+1", ".5", "1.", "0x10", "1_000", "1e", "922337203685.4775807", "922337203686", "1e15", "100000", "100001", "99999999999999999999999999",

        // Constants, and what looks like them.
        "NaN", "Infinity", "-Infinity", "null", "true", "false", "None", "True", "inf", "nan", "\"NaN\"", "{\"__float__\": \"NaN\"}", "{\"__float__\": 1}", "\"Infinity\"",

        // JSON.
        "{", "}", "[", "]", ",", ":", "\"", "\\", "{}", "[]", "\"\"", "\":", "\",\"", "[[[[[[[[", "]]]]]]]]", "{\"a\":", "/*", "//", "\\u0000", "\\ud800", "\\udc00", "\\ud83d\\ude00", "\\u", "\\\"", " ", "\t", "\n",

        // Texts that are no names.
        "\0", "\uD800", "\u202E", "\uFEFF", "\u0085", "\u2028", "\u001b[31m", "é", "😀", "..", "../", "../../", "/", "//", "\\\\", "C:", "~", "%2e%2e", "%", "?", "#", "@", ":", ".", "-", "--", ".git",
        "CON", "NUL", ".lock", ".incomplete", "refs/pr/1", "main", "http://", "https://a@b/", "file:///etc/passwd", "/etc/passwd", "=", ";", "$HOME", "\r\n",
        "0000000000000000000000000000000000000000", "ABCDEFABCDEFABCDEFABCDEFABCDEFABCDEFABCD",
    ];
}
