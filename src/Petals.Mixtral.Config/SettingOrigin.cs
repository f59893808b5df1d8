namespace Petals.Mixtral.Config;

/// <summary>The origin of a setting's value.</summary>
public enum SettingOrigin
{
    /// <summary>The default of the class.</summary>
    Default,

    /// <summary>The config file, or the JSON text.</summary>
    File,

    /// <summary>An environment variable.</summary>
    Environment,

    /// <summary>A rule of Python: it derives the DHT prefix from the repo id, a missing pad token, the key-value heads
    /// from null, and labels from their number.</summary>
    Derived,

    /// <summary>The caller: an argument, an update, or a <c>with</c> expression.</summary>
    Option,
}
