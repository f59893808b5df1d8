using System.Reflection;
using Petals.Mixtral.Config.Tests.Support;

namespace Petals.Mixtral.Config.Tests.Crashes;

/// <summary>The steps by which a call writes files below a directory, and the content before each step.</summary>
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
    /// <param name="Target">Its final path.</param>
    /// <param name="Entry">The file or link; null for a directory.</param>
    /// <param name="Before">The content of the disk before the step, which a process that is killed here
    /// leaves.</param>
    internal sealed record Step(string Kind, string Temporary, string Target, FileTree.Entry? Entry, FileTree Before);
}
