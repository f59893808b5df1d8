using Petals.Mixtral.Config.Blocks;
using Spectre.Console;

namespace Petals.Mixtral.Config.Tool.Output;

/// <summary>Draws where the memory of a server goes: in colours on a terminal, in letters elsewhere.</summary>
internal sealed class MemoryBar(TextWriter output)
{
    private const int Width = 64;

    /// <summary>Draws one bar; the shares of all of them have the same colours and letters.</summary>
    public void Write(string title, BlockPlan plan)
    {
        (string Name, char Letter, Color Color, long Bytes)[] shares =
        [
            ("weights", 'w', Color.Teal, plan.WeightBytes),
            ("attention cache", 'c', Color.Gold1, plan.CacheBytes),
            ("backward pass", 'b', Color.Orchid, plan.BackwardBytes),
            ("free", '.', Color.Grey, plan.FreeBytes),
        ];
        if (ReferenceEquals(output, Console.Out) && !Console.IsOutputRedirected)
        {
            AnsiConsole.WriteLine(title);
            var chart = new BreakdownChart { Width = Width };
            foreach ((string name, _, Color color, long bytes) in shares)
            {
                chart.AddItem(name, Math.Round(bytes * 100.0 / plan.MemoryBytes, 1), color);
            }

            AnsiConsole.Write(chart.ShowPercentage());
            AnsiConsole.WriteLine();
            return;
        }

        string bar = string.Concat(shares.Zip(Cells(plan, shares.Select(share => share.Bytes)), (share, cells) => new string(share.Letter, cells)));
        output.WriteLine($"[{bar}] {title}: {string.Join(", ", shares.Select(share => $"{share.Letter} {share.Name}"))}");
    }

    /// <summary>How many cells each share takes; where the shares so far end decides, so that they add up.</summary>
    private static IEnumerable<int> Cells(BlockPlan plan, IEnumerable<long> shares)
    {
        long bytes = 0;
        int cells = 0;
        foreach (long share in shares)
        {
            bytes += share;
            int end = (int)Math.Round((double)bytes / plan.MemoryBytes * Width);
            yield return end - cells;
            cells = end;
        }
    }
}
