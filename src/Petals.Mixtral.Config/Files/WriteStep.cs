namespace Petals.Mixtral.Config.Files;

/// <summary>A step in which a file is put in place.</summary>
internal enum WriteStep
{
    Flush,
    Rename,
    FlushDirectory,
}
