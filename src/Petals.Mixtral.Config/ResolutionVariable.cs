namespace Petals.Mixtral.Config;

/// <summary>An environment variable, and its effect.</summary>
public sealed class ResolutionVariable
{
    internal ResolutionVariable(string name, string? value, string? decides)
    {
        Name = name;
        Value = value;
        Decides = decides;
    }

    /// <summary>The name.</summary>
    public string Name { get; }

    /// <summary>The value; <see langword="null"/> if it is not set or blank. A placeholder replaces a value that may be
    /// secret.</summary>
    public string? Value { get; }

    /// <summary>What it determines, such as <c>the cache directory</c>; <see langword="null"/> if it has no
    /// effect.</summary>
    public string? Decides { get; }
}
