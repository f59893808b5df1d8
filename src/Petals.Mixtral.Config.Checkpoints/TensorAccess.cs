namespace Petals.Mixtral.Config.Checkpoints;

/// <summary>How the values of tensors are read from a file.</summary>
public enum TensorAccess
{
    /// <summary>By reads at an offset, which copy into the caller's memory.</summary>
    Read,

    /// <summary>
    /// From a memory map of the whole file, without a system call for each read. Do not use it for a file that may
    /// become shorter while it is open: on Linux and macOS, the system then ends the process.
    /// </summary>
    MemoryMapped,
}
