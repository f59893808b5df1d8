namespace Petals.Mixtral.Config;

/// <summary>Where the value of a setting comes from.</summary>
public enum SettingOrigin
{
    /// <summary>The default of the class.</summary>
    Default,

    /// <summary>The config file, or the JSON text.</summary>
    File,

    /// <summary>An environment variable.</summary>
    Environment,

    /// <summary>A rule: the DHT prefix of a repo id, the pad token, key-value heads from null, labels made from their
    /// number.</summary>
    Derived,

    /// <summary>The caller: an argument, an update, or a <c>with</c> expression.</summary>
    Option,
}
