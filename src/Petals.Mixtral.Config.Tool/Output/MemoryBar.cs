using Petals.Mixtral.Config.Blocks;
using Spectre.Console;

namespace Petals.Mixtral.Config.Tool.Output;

/// <summary>Draws where the memory of a server goes: in colours on a terminal, in letters elsewhere.</summary>
internal sealed class MemoryBar(TextWriter output)
{
    private const int Width = 64;

    /// <summary>Draws a bar for each plan, and says what its parts are.</summary>
    public void Write(IReadOnlyList<(string Title, BlockPlan Plan)> plans)
    {
        if (ReferenceEquals(output, Console.Out) && !Console.IsOutputRedirected)
        {
            foreach ((string title, BlockPlan plan) in plans)
            {
                WriteToTerminal(title, plan);
            }

            return;
        }

        foreach ((string title, BlockPlan plan) in plans)
        {
            Share[] shares = Of(plan);
            string bar = string.Concat(
                shares.Zip(
                    Cells(plan, shares.Select(share => share.Bytes)),
                    (share, cells) => new string(share.Letter, cells)
                )
            );
            output.WriteLine($"[{bar}] {title}");
        }

        output.WriteLine(string.Join(", ", Of(plans[0].Plan).Select(share => $"{share.Letter} {share.Name}")));
    }

    private static void WriteToTerminal(string title, BlockPlan plan)
    {
        AnsiConsole.WriteLine(title);
        var chart = new BreakdownChart { Width = Width };
        foreach (Share share in Of(plan))
        {
            chart.AddItem(share.Name, Math.Round(share.Bytes * 100.0 / plan.MemoryBytes, 1), share.Color);
        }

        AnsiConsole.Write(chart.ShowPercentage());
        AnsiConsole.WriteLine();
    }

    private static Share[] Of(BlockPlan plan) =>
        [
            new("weights", 'w', Color.Teal, plan.WeightBytes),
            new("attention cache", 'c', Color.Gold1, plan.CacheBytes),
            new("backward pass", 'b', Color.Orchid, plan.BackwardBytes),
            new("free", '.', Color.Grey, plan.FreeBytes),
        ];

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

    private sealed record Share(string Name, char Letter, Color Color, long Bytes);
}
