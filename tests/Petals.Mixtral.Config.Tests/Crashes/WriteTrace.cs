namespace Petals.Mixtral.Config.Tests.Crashes;

/// <summary>The steps by which a call writes files below a directory, and the content before each step.</summary>
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
    /// <param name="Target">Its final path.</param>
    /// <param name="Entry">The file or link; null for a directory.</param>
    /// <param name="Before">The content of the disk before the step, which a process that is killed here
    /// leaves.</param>
    internal sealed record Step(string Kind, string Temporary, string Target, FileTree.Entry? Entry, FileTree Before);
}
