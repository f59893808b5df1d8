namespace Petals.Mixtral.Config.Tool;

/// <summary>What the tool tells the shell.</summary>
public static class ExitCode
{
    /// <summary>All went well: 0.</summary>
    public const int Done = 0;

    /// <summary>A comparison found a difference, a validation a failure, a check of weights a fault, a plan blocks that
    /// do not fit, or an explanation that the model cannot be loaded: 1.</summary>
    public const int Finding = 1;

    /// <summary>The arguments are wrong: 2.</summary>
    public const int WrongUsage = 2;

    /// <summary>The model could not be loaded, or the result not be written: 3.</summary>
    public const int CouldNotLoad = 3;

    /// <summary>The user pressed Ctrl-C: 130.</summary>
    public const int Interrupted = 130;
}
