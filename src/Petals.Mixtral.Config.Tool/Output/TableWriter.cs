namespace Petals.Mixtral.Config.Tool.Output;

/// <summary>Writes tables as aligned columns. A table that is wider than the terminal becomes a list, which keeps paths
/// and tensor names whole.</summary>
internal sealed class TableWriter(TextWriter output)
{
    /// <summary>Longer cells do not widen their column.</summary>
    private const int WidestColumn = 100;

    private const string Gap = "  ";

    /// <summary>Marks a result as good or bad, as <see cref="Styled.Result"/> does.</summary>
    public string Result(string text, bool isGood) => Styled.Result(output, text, isGood);

    /// <summary>Writes a title and a table. Without column names, the first column contains the names of the
    /// rows.</summary>
    public void Write(
        string title,
        IReadOnlyList<string> columns,
        IEnumerable<string[]> rows,
        Func<string[], Tone>? toneOf = null
    )
    {
        string[][] all = [.. rows];
        string[][] sized =
            columns.Count > 0
                ?
                [
                    [.. columns],
                    .. all,
                ]
                : all;
        int[] widths =
        [
            .. sized[0].Select((_, column) => sized.Max(row => Math.Min(LongestLine(row[column]), WidestColumn))),
        ];
        output.WriteLine(Styled.Of(output, title, Tone.Bold));
        if (columns.Count > 0 && output is TerminalWriter terminal && TotalWidth(widths) > terminal.Width)
        {
            foreach (string[] row in all)
            {
                WriteAsList(columns, row, toneOf?.Invoke(row) ?? Tone.Plain);
            }
        }
        else
        {
            if (columns.Count > 0)
            {
                WriteRow([.. columns], widths, Tone.Bold);
            }

            foreach (string[] row in all)
            {
                WriteRow(row, widths, toneOf?.Invoke(row) ?? Tone.Plain);
            }
        }

        output.WriteLine();
    }

    private void WriteRow(string[] row, int[] widths, Tone tone)
    {
        string[][] cells = [.. row.Select(cell => cell.Split('\n'))];
        for (int line = 0; line < cells.Max(cell => cell.Length); line++)
        {
            IEnumerable<string> parts = cells.Select(
                (cell, column) => (line < cell.Length ? cell[line] : "").PadRight(widths[column])
            );
            output.WriteLine(Styled.Of(output, string.Join(Gap, parts).TrimEnd(), tone));
        }
    }

    private void WriteAsList(IReadOnlyList<string> columns, string[] row, Tone tone)
    {
        output.WriteLine(Styled.Of(output, row[0], tone));
        int width = columns.Skip(1).Max(column => column.Length);
        foreach ((int index, string cell) in row.Index().Skip(1).Where(cell => cell.Item.Length > 0))
        {
            string name = columns[index].PadRight(width);
            string indented = cell.Replace(
                "\n",
                $"\n{new string(' ', Gap.Length + width + Gap.Length)}",
                StringComparison.Ordinal
            );
            output.WriteLine(Styled.Of(output, $"{Gap}{name}{Gap}{indented}", tone));
        }
    }

    private static int TotalWidth(int[] widths) => widths.Sum() + (Gap.Length * (widths.Length - 1));

    private static int LongestLine(string cell) => cell.Split('\n').Max(line => line.Length);
}
