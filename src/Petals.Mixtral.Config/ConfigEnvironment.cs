namespace Petals.Mixtral.Config;

/// <summary>
/// The environment variables, the home directory and the clock that loading uses. Tests pass their own, to be
/// independent of the machine.
/// </summary>
public sealed class ConfigEnvironment
{
    private readonly Func<string, string?> _variables;
    private readonly Func<string?> _homeDirectory;

    /// <summary>Creates an environment.</summary>
    /// <param name="variables">Returns the value of a variable, or <see langword="null"/> if it is not set.</param>
    /// <param name="homeDirectory">The home directory; <see langword="null"/> if the user has none.</param>
    public ConfigEnvironment(Func<string, string?> variables, string? homeDirectory)
        : this(variables, () => homeDirectory) { }

    private ConfigEnvironment(Func<string, string?> variables, Func<string?> homeDirectory)
    {
        _variables = Required.NotNull(variables);
        _homeDirectory = homeDirectory;
    }

    /// <summary>The environment of this process, read on each access.</summary>
    public static ConfigEnvironment Process { get; } =
        new(
            Environment.GetEnvironmentVariable,
            () =>
                Environment.GetFolderPath(
                    Environment.SpecialFolder.UserProfile,
                    Environment.SpecialFolderOption.DoNotVerify
                )
        );

    /// <summary>The home directory; <see langword="null"/> if the user has none.</summary>
    public string? HomeDirectory => _homeDirectory() is { Length: > 0 } directory ? directory : null;

    /// <summary>The clock for waits between attempts and for other processes.</summary>
    /// <value><see cref="TimeProvider.System"/> by default.</value>
    public TimeProvider Clock
    {
        get;
        init => field = Required.NotNull(value);
    } = TimeProvider.System;

    /// <summary>Receives each step that puts a file in place. Only crash tests set it.</summary>
    internal Action<string, string, string>? WriteObserver { get; init; }

    /// <summary>Creates an environment with only these variables.</summary>
    /// <param name="variables">The values by name. They are copied.</param>
    /// <param name="homeDirectory">The home directory; <see langword="null"/> if the user has none.</param>
    /// <returns>The environment.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="variables"/> is <see langword="null"/>.</exception>
    public static ConfigEnvironment Create(
        IReadOnlyDictionary<string, string> variables,
        string? homeDirectory = null
    ) => new(new Dictionary<string, string>(Required.NotNull(variables)).GetValueOrDefault, homeDirectory);

    /// <summary>Reads a variable.</summary>
    /// <param name="name">The name of the variable.</param>
    /// <returns>The value; <see langword="null"/> if it is not set or blank.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="name"/> is <see langword="null"/>.</exception>
    public string? GetVariable(string name) =>
        _variables(Required.NotNull(name)) is { } value && !string.IsNullOrWhiteSpace(value) ? value : null;
}
