using Spectre.Console;

namespace Petals.Mixtral.Config.Tool.Output;

/// <summary>Writes tables: with borders and colours to a terminal, as plain aligned columns to anything else.</summary>
internal sealed class TableWriter(TextWriter output)
{
    /// <summary>A cell that is longer than this is not waited for: what follows it in the row just comes
    /// later.</summary>
    private const int WidestColumn = 100;

    /// <summary>Writes a title and a table; without names of columns it has no header.</summary>
    public void Write(string title, IReadOnlyList<string> columns, IEnumerable<string[]> rows)
    {
        if (ReferenceEquals(output, Console.Out) && !Console.IsOutputRedirected)
        {
            WriteToTerminal(title, columns, rows);
        }
        else
        {
            WritePlain(
                title,
                columns.Count > 0
                    ?
                    [
                        [.. columns],
                        .. rows,
                    ]
                    : [.. rows]
            );
        }
    }

    private static void WriteToTerminal(string title, IReadOnlyList<string> columns, IEnumerable<string[]> rows)
    {
        var table = new Table { Border = TableBorder.Rounded, ShowHeaders = columns.Count > 0 };
        var bold = new Style(decoration: Decoration.Bold);
        foreach (string[] row in rows)
        {
            while (table.Columns.Count < row.Length)
            {
                table.AddColumn(new TableColumn(new Text(columns.ElementAtOrDefault(table.Columns.Count) ?? "", bold)));
            }

            table.AddRow(row.Select(cell => new Text(cell)));
        }

        AnsiConsole.Write(new Text(title, new Style(Color.Teal, decoration: Decoration.Bold)));
        AnsiConsole.WriteLine();
        AnsiConsole.Write(table);
        AnsiConsole.WriteLine();
    }

    private void WritePlain(string title, string[][] rows)
    {
        int[] widths =
        [
            .. rows[0].Select((_, column) => rows.Max(row => Math.Min(LongestLine(row[column]), WidestColumn))),
        ];
        output.WriteLine(title);
        foreach (string[] row in rows)
        {
            string[][] cells = [.. row.Select(cell => cell.Split('\n'))];
            for (int line = 0; line < cells.Max(cell => cell.Length); line++)
            {
                IEnumerable<string> parts = cells.Select(
                    (cell, column) => (line < cell.Length ? cell[line] : "").PadRight(widths[column])
                );
                output.WriteLine(string.Join("  ", parts).TrimEnd());
            }
        }

        output.WriteLine();
    }

    private static int LongestLine(string cell) => cell.Split('\n').Max(line => line.Length);
}
