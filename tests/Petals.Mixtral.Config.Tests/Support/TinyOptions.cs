namespace Petals.Mixtral.Config.Tests.Support;

/// <summary>Options that load the tiny model from the fixtures only, and configurations for them.</summary>
internal static class TinyOptions
{
    public const string Repo = "acme/tiny-mixtral";

    public static DistributedMixtralOptions New()
    {
        var options = new DistributedMixtralOptions { ModelNameOrPath = Repo };
        Isolate(options);
        return options;
    }

    /// <summary>Replaces the real environment.</summary>
    public static void Isolate(DistributedMixtralOptions options)
    {
        options.CacheDirectory ??= Fixtures.Hub;
        options.LocalFilesOnly = true;
        options.Environment = ConfigEnvironment.Create(new Dictionary<string, string>());
    }

    /// <summary>The options from the section <c>Petals</c> of some JSON files. A later file wins.</summary>
    public static DistributedMixtralOptions Bound(params ReadOnlySpan<string> layers)
    {
        DistributedMixtralOptions options = New();
        options.Bind(Section(layers));
        return options;
    }

    /// <summary>The section <c>Petals</c> of some JSON files. A later file wins.</summary>
    public static IConfigurationSection Section(params ReadOnlySpan<string> layers)
    {
        var builder = new ConfigurationBuilder();
        foreach (string layer in layers)
        {
            builder.AddJsonStream(new MemoryStream(Encoding.UTF8.GetBytes($$"""{"Petals": {{layer}}}""")));
        }

        return builder.Build().GetSection("Petals");
    }

    /// <summary>The section <c>Petals</c> from single texts, as environment variables contain them.</summary>
    public static IConfigurationSection Texts(params ReadOnlySpan<(string Key, string? Value)> texts)
    {
        var values = new Dictionary<string, string?>();
        foreach ((string key, string? value) in texts)
        {
            values[$"Petals:{key}"] = value;
        }

        return new ConfigurationBuilder().AddInMemoryCollection(values).Build().GetSection("Petals");
    }
}
