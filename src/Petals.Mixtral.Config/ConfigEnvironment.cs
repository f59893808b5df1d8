namespace Petals.Mixtral.Config;

/// <summary>
/// The environment variables, the home directory and the clock that loading depends on: the one place where they come
/// in. A host or a test that must not depend on the machine gives its own.
/// </summary>
public sealed class ConfigEnvironment
{
    private readonly Func<string, string?> _variables;
    private readonly Func<string?> _homeDirectory;

    /// <summary>Creates an environment.</summary>
    /// <param name="variables">Returns the value of a variable, or <see langword="null"/> where it is not set.</param>
    /// <param name="homeDirectory">The home directory; <see langword="null"/> if the user has none.</param>
    public ConfigEnvironment(Func<string, string?> variables, string? homeDirectory)
        : this(variables, () => homeDirectory) { }

    private ConfigEnvironment(Func<string, string?> variables, Func<string?> homeDirectory)
    {
        ArgumentNullException.ThrowIfNull(variables);
        _variables = variables;
        _homeDirectory = homeDirectory;
    }

    /// <summary>The environment of this process, read anew each time it is asked.</summary>
    public static ConfigEnvironment Process { get; } =
        new(
            Environment.GetEnvironmentVariable,
            () =>
                Environment.GetFolderPath(
                    Environment.SpecialFolder.UserProfile,
                    Environment.SpecialFolderOption.DoNotVerify
                )
                    is var directory
                && (directory != "/" || Environment.GetEnvironmentVariable("HOME") is { Length: > 0 })
                    ? directory
                    : null
        ); // "/" is what .NET makes of a user who has none

    /// <summary>The home directory; <see langword="null"/> if the user has none.</summary>
    public string? HomeDirectory => _homeDirectory() is { Length: > 0 } directory ? directory : null;

    /// <summary>The clock by which the waits between attempts, and for other processes, are measured.</summary>
    /// <value><see cref="TimeProvider.System"/> by default.</value>
    public TimeProvider Clock
    {
        get;
        init => field = Required.NotNull(value);
    } = TimeProvider.System;

    /// <summary>An environment that holds just these variables.</summary>
    /// <param name="variables">The values by name.</param>
    /// <param name="homeDirectory">The home directory; <see langword="null"/> if the user has none.</param>
    public static ConfigEnvironment Create(IReadOnlyDictionary<string, string> variables, string? homeDirectory = null)
    {
        ArgumentNullException.ThrowIfNull(variables);
        return new ConfigEnvironment(new Dictionary<string, string>(variables).GetValueOrDefault, homeDirectory);
    }

    /// <summary>The value of a variable, or <see langword="null"/> where it is not set or blank.</summary>
    /// <param name="name">The name of the variable.</param>
    /// <exception cref="ArgumentNullException"><paramref name="name"/> is <see langword="null"/>.</exception>
    public string? GetVariable(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return _variables(name) is { } value && !string.IsNullOrWhiteSpace(value) ? value : null;
    }
}
