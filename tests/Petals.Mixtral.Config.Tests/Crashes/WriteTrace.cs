using System.Reflection;
using Petals.Mixtral.Config.Tests.Support;

namespace Petals.Mixtral.Config.Tests.Crashes;

/// <summary>The steps in which a call puts files in place below a directory, and what was there before each.</summary>
internal sealed class WriteTrace
{
    private readonly List<Step> _steps = [];

    private WriteTrace(string root) => Start = FileTree.Read(root);

    public FileTree Start { get; }

    public FileTree End { get; private set; } = null!;

    public IReadOnlyList<Step> Steps => _steps;

    /// <param name="root">The directory.</param>
    /// <param name="call">The call. It passes its argument to the library, which calls it before each step.</param>
    public static WriteTrace Record(string root, Action<Action<string, string, string>> call)
    {
        var trace = new WriteTrace(root);
        call(
            (kind, temporary, target) =>
                trace._steps.Add(
                    new Step(
                        kind,
                        Path.GetRelativePath(root, temporary),
                        Path.GetRelativePath(root, target),
                        kind == "FlushDirectory" ? null : FileTree.Entry.Read(temporary),
                        FileTree.Read(root)
                    )
                )
        );
        trace.End = FileTree.Read(root);
        return trace;
    }

    /// <summary>Lets an observer see the writes of a download. The property is internal, because only these tests need
    /// it.</summary>
    public static ConfigEnvironment Observe(ConfigEnvironment environment, Action<string, string, string>? observer)
    {
        typeof(ConfigEnvironment)
            .GetProperty("WriteObserver", BindingFlags.NonPublic | BindingFlags.Instance)!
            .SetValue(environment, observer);
        return environment;
    }

    /// <summary>Saves a config, whose writes an observer sees.</summary>
    public static void Save(MixtralConfig config, string directory, Action<string, string, string> observer) =>
        typeof(MixtralConfig)
            .Assembly.GetType("Petals.Mixtral.Config.Serialization.AtomicConfigFile", throwOnError: true)!
            .GetMethod("Save")!
            .Invoke(null, [directory, Encoding.ASCII.GetBytes(config.ToJsonString()), observer]);

    /// <param name="Kind">Flush, Rename or FlushDirectory.</param>
    /// <param name="Temporary">The file or link that is put in place.</param>
    /// <param name="Target">Where it is put.</param>
    /// <param name="Entry">The file or link; null for a directory.</param>
    /// <param name="Before">What is on the disk before the step: what a process that is killed here leaves.</param>
    internal sealed record Step(string Kind, string Temporary, string Target, FileTree.Entry? Entry, FileTree Before);
}
