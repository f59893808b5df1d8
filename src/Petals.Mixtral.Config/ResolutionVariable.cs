namespace Petals.Mixtral.Config;

/// <summary>An environment variable, and whether it counted.</summary>
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

    /// <summary>The value; <see langword="null"/> if it is not set or blank. Of a variable that may contain a secret it
    /// only shows that it is set.</summary>
    public string? Value { get; }

    /// <summary>What it decided, such as <c>the cache directory</c>; <see langword="null"/> if it made no difference.</summary>
    public string? Decides { get; }
}
