using Petals.Mixtral.Config.Blocks;

namespace Petals.Mixtral.Config.Tool.Output;

/// <summary>Draws how the memory of a server is used, in letters that are coloured on a terminal.</summary>
internal sealed class MemoryBar(TextWriter output)
{
    private const int Width = 64;

    /// <summary>Draws a bar for each plan, and a legend.</summary>
    public void Write(IReadOnlyList<(string Title, BlockPlan Plan)> plans)
    {
        foreach ((string title, BlockPlan plan) in plans)
        {
            Share[] shares = Of(plan);
            string bar = string.Concat(
                shares.Zip(
                    Cells(plan, shares.Select(share => share.Bytes)),
                    (share, cells) => Styled.Of(output, new string(share.Letter, cells), share.Tone)
                )
            );
            output.WriteLine($"[{bar}] {title}");
        }

        output.WriteLine(
            string.Join(
                ", ",
                Of(plans[0].Plan).Select(share => Styled.Of(output, $"{share.Letter} {share.Name}", share.Tone))
            )
        );
    }

    private static Share[] Of(BlockPlan plan) =>
        [
            new("weights", 'w', Tone.Cyan, plan.WeightBytes),
            new("attention cache", 'c', Tone.Yellow, plan.CacheBytes),
            new("backward pass", 'b', Tone.Magenta, plan.BackwardBytes),
            new("free", '.', Tone.Dim, plan.FreeBytes),
        ];

    /// <summary>The number of cells of each share. The end of each share is rounded, so the cells add up to the
    /// width.</summary>
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

    private sealed record Share(string Name, char Letter, Tone Tone, long Bytes);
}
