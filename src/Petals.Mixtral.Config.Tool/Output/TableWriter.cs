using Spectre.Console;

namespace Petals.Mixtral.Config.Tool.Output;

/// <summary>Writes tables: with borders and colours to a terminal, as plain aligned columns to anything else.</summary>
internal sealed class TableWriter
{
    private readonly TextWriter _output;
    private readonly bool _isTerminal;

    public TableWriter(TextWriter output)
    {
        _output = output;
        _isTerminal = ReferenceEquals(output, Console.Out) && !Console.IsOutputRedirected;
    }

    /// <summary>Writes a title and a table; without names of columns it has no header.</summary>
    public void Write(string title, IReadOnlyList<string> columns, IEnumerable<string[]> rows)
    {
        var table = new Table { Border = _isTerminal ? TableBorder.Rounded : TableBorder.None, ShowHeaders = columns.Count > 0 };
        string[][] cells = [.. rows];
        for (int i = 0; i < cells[0].Length; i++)
        {
            table.AddColumn(new TableColumn(new Text(columns.Count > 0 ? columns[i] : "", new Style(decoration: Decoration.Bold))) { Padding = _isTerminal ? new Padding(1, 0) : new Padding(0, 0, 2, 0) });
        }

        foreach (string[] row in cells)
        {
            table.AddRow(row.Select(cell => new Text(cell)));
        }

        if (_isTerminal)
        {
            Render(title, table, AnsiConsole.Console);
        }
        else
        {
            WritePlain(title, table);
        }
    }

    private static void Render(string title, Table table, IAnsiConsole console)
    {
        console.Write(new Text(title, new Style(Color.Teal, decoration: Decoration.Bold)));
        console.WriteLine();
        console.Write(table);
        console.WriteLine();
    }

    private void WritePlain(string title, Table table)
    {
        using var text = new StringWriter();
        IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Out = new AnsiConsoleOutput(text),
            Ansi = AnsiSupport.No,
            ColorSystem = ColorSystemSupport.NoColors,
        });

        // What is piped has no width, so nothing is wrapped.
        console.Profile.Width = int.MaxValue / 4;
        Render(title, table, console);
        foreach (string line in text.ToString().ReplaceLineEndings("\n").TrimEnd('\n').Split('\n'))
        {
            _output.WriteLine(line.TrimEnd());
        }

        _output.WriteLine();
    }
}
