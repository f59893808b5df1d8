namespace Petals.Mixtral.Config.Tool;

/// <summary>The exit codes of the tool.</summary>
public static class ExitCode
{
    /// <summary>The command succeeded: 0.</summary>
    public const int Done = 0;

    /// <summary>The command found a difference, a failure, or blocks that do not fit, or <c>explain</c> found that a
    /// model cannot be loaded: 1.</summary>
    public const int Finding = 1;

    /// <summary>The arguments are wrong: 2.</summary>
    public const int WrongUsage = 2;

    /// <summary>The model could not be loaded, or the output could not be written: 3.</summary>
    public const int CouldNotLoad = 3;

    /// <summary>The user pressed Ctrl-C: 130.</summary>
    public const int Interrupted = 130;
}
