using System.Reflection;
using Petals.Mixtral.Config.Tests.Support;

namespace Petals.Mixtral.Config.Tests.Crashes;

/// <summary>The steps in which a call puts files in place below a directory, and what was there before each.</summary>
internal sealed class WriteTrace
{
    /// <summary>What the library calls before each step. It is internal, because only these tests need it.</summary>
    private static readonly AsyncLocal<Action<string, string, string>?> Observer =
        (AsyncLocal<Action<string, string, string>?>)
            typeof(DistributedMixtralConfig)
                .Assembly.GetType("Petals.Mixtral.Config.Files.AtomicFile", throwOnError: true)!
                .GetProperty("Observer", BindingFlags.Public | BindingFlags.Static)!
                .GetValue(null)!;

    private readonly List<Step> _steps = [];

    private WriteTrace(string root) => Start = FileTree.Read(root);

    public FileTree Start { get; }

    public FileTree End { get; private set; } = null!;

    public IReadOnlyList<Step> Steps => _steps;

    public static WriteTrace Record(string root, Action call)
    {
        var trace = new WriteTrace(root);
        Observer.Value = (kind, temporary, target) =>
            trace._steps.Add(
                new Step(
                    kind,
                    Path.GetRelativePath(root, temporary),
                    Path.GetRelativePath(root, target),
                    kind == "FlushDirectory" ? null : FileTree.Entry.Read(temporary),
                    FileTree.Read(root)
                )
            );
        try
        {
            call();
        }
        finally
        {
            Observer.Value = null;
        }

        trace.End = FileTree.Read(root);
        return trace;
    }

    /// <param name="Kind">Flush, Rename or FlushDirectory.</param>
    /// <param name="Temporary">The file or link that is put in place.</param>
    /// <param name="Target">Where it is put.</param>
    /// <param name="Entry">The file or link; null for a directory.</param>
    /// <param name="Before">What is on the disk before the step: what a process that is killed here leaves.</param>
    internal sealed record Step(string Kind, string Temporary, string Target, FileTree.Entry? Entry, FileTree Before);
}
