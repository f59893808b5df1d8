namespace Petals.Mixtral.Config.Tests.Support;

/// <summary>What not every system has, or not for every user.</summary>
public enum SystemFeature
{
    /// <summary>Symbolic links. Windows allows them to administrators and in developer mode.</summary>
    Links,

    /// <summary>The pipes, devices, modes and paths of Unix.</summary>
    Unix,

    /// <summary>Permissions that hold for the user that runs the tests.</summary>
    Permissions,

    /// <summary>Permissions of files that a program can change. Some file systems refuse it.</summary>
    Modes,

    /// <summary>Locks on files. Some network file systems lack them.</summary>
    Locks,

    /// <summary>The folder /proc, in which Linux lists the open files of a process.</summary>
    Proc,

    /// <summary>Names that differ only in case. Windows and macOS do not have them.</summary>
    CaseSensitivity,

    /// <summary>All of Windows, if this is Windows: Wine lacks certificates, real paths of over 260 characters, search
    /// patterns with a dot, and replacing a file that is always open.</summary>
    WholeWindows,
}
