namespace Petals.Mixtral.Config.Tests.Crashes;

/// <summary>
/// The states of a disk after a crash or power failure during a traced call. Content that was not flushed may be lost
/// in whole or in part, and any rename may be lost, also if a later one is not: some file systems do not flush
/// directories.
/// </summary>
internal static class CrashModel
{
    public static IEnumerable<(string Description, FileTree Tree)> States(WriteTrace trace)
    {
        foreach (WriteTrace.Step step in trace.Steps)
        {
            yield return ($"killed before {step.Kind}", step.Before);
        }

        for (int made = 0; made <= trace.Steps.Count; made++)
        {
            WriteTrace.Step[] steps = [.. trace.Steps.Take(made)];
            WriteTrace.Step[] renames = [.. steps.Where(step => step.Kind == "Rename")];
            for (int kept = 0; kept < 1 << renames.Length; kept++)
            {
                foreach ((string loss, Func<byte[], byte[]> lose) in Losses)
                {
                    yield return (
                        $"after {made} steps, renames kept {Convert.ToString(kept, 2)}, unflushed content {loss}",
                        Build(trace.Start, steps, renames, kept, lose)
                    );
                }
            }
        }
    }

    /// <summary>The content if nothing is lost.</summary>
    public static FileTree Complete(WriteTrace trace)
    {
        WriteTrace.Step[] renames = [.. trace.Steps.Where(step => step.Kind == "Rename")];
        return Build(trace.Start, trace.Steps, renames, (1 << renames.Length) - 1, same => same);
    }

    private static readonly (string Name, Func<byte[], byte[]> Apply)[] Losses =
    [
        ("whole", content => content),
        ("empty", _ => []),
        ("zeros", content => new byte[content.Length]),
        ("half", content => content[..(content.Length / 2)]),
    ];

    private static FileTree Build(
        FileTree start,
        IReadOnlyList<WriteTrace.Step> steps,
        WriteTrace.Step[] renames,
        int kept,
        Func<byte[], byte[]> lose
    )
    {
        var entries = new Dictionary<string, FileTree.Entry>(start.Entries);
        foreach (WriteTrace.Step step in steps.Where(step => step.Entry is not null))
        {
            bool isFlushed = steps.Any(other => other.Kind == "Flush" && other.Temporary == step.Temporary);
            FileTree.Entry entry =
                isFlushed || step.Entry!.LinkTarget is not null
                    ? step.Entry!
                    : step.Entry with
                    {
                        Content = lose(step.Entry.Content),
                    };
            int index = Array.IndexOf(renames, step);
            if (index >= 0 && (kept & (1 << index)) != 0)
            {
                entries.Remove(step.Temporary);
                entries[step.Target] = entry;
            }
            else
            {
                entries[step.Temporary] = entry;
            }
        }

        return new FileTree(entries);
    }
}
