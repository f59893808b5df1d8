namespace Petals.Mixtral.Config.Tests.Support;

/// <summary>A configuration whose section <c>Petals</c> a test changes.</summary>
internal sealed class ChangingConfiguration : ConfigurationProvider, IConfigurationSource
{
    public ChangingConfiguration(params ReadOnlySpan<(string Key, string? Value)> values)
    {
        foreach ((string key, string? value) in values)
        {
            Set($"Petals:{key}", value);
        }

        Root = new ConfigurationBuilder().Add(this).Build();
    }

    public IConfigurationRoot Root { get; }

    public IConfigurationSection Section => Root.GetSection("Petals");

    public IConfigurationProvider Build(IConfigurationBuilder builder) => this;

    /// <summary>Changes a value, and reports the change.</summary>
    public void Change(string key, string? value)
    {
        Set($"Petals:{key}", value);
        OnReload();
    }

    /// <summary>Reports a change although nothing has changed.</summary>
    public void ChangeNothing() => OnReload();

    /// <summary>Removes a key, and reports the change.</summary>
    public void Remove(string key)
    {
        Data.Remove($"Petals:{key}");
        OnReload();
    }
}
