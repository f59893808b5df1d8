using System.Security;

namespace Petals.Mixtral.Config.Tests.Support;

/// <summary>Draws the output of a terminal as SVG.</summary>
internal static partial class SvgPicture
{
    private const double CharacterWidth = 8.4;
    private const int LineHeight = 18;
    private const int Margin = 16;

    private static readonly Dictionary<string, string> Styles = new(StringComparer.Ordinal)
    {
        ["1"] = "font-weight=\"bold\"",
        ["2"] = "fill=\"#8b949e\"",
        ["31"] = "fill=\"#ff7b72\"",
        ["32"] = "fill=\"#7ee787\"",
        ["33"] = "fill=\"#e3b341\"",
        ["35"] = "fill=\"#d2a8ff\"",
        ["36"] = "fill=\"#79c0ff\"",
    };

    /// <param name="text">The output, with escape codes of colours.</param>
    public static string Draw(string text)
    {
        string[] lines = text.TrimEnd().Split('\n');
        int columns = lines.Max(line => Escape().Replace(line.Replace('\e', '\u241b'), "").Length);
        int width = (int)Math.Ceiling(columns * CharacterWidth) + (2 * Margin);
        int height = (lines.Length * LineHeight) + (2 * Margin);
        IEnumerable<string> drawn = lines.Select(
            (line, i) =>
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"<text x=\"{Margin}\" y=\"{Margin + ((i + 1) * LineHeight) - 5}\">{Style(line)}</text>"
                )
        );
        return $"""
            <svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" viewBox="0 0 {width} {height}">
            <rect width="100%" height="100%" rx="8" fill="#161b22"/>
            <g font-family="ui-monospace, Menlo, Consolas, monospace" font-size="14" fill="#e6edf3" xml:space="preserve">
            {string.Join("\n", drawn)}
            </g>
            </svg>

            """.ReplaceLineEndings("\n");
    }

    private static string Style(string line) =>
        Escape()
            .Replace(
                SecurityElement.Escape(line.Replace('\e', '\u241b')),
                code => code.Groups[1].Value == "0" ? "</tspan>" : $"<tspan {Styles[code.Groups[1].Value]}>"
            );

    [GeneratedRegex("\u241b\\[(\\d+)m")]
    private static partial Regex Escape();
}
