namespace Petals.Mixtral.Config;

/// <summary>One rule that a config breaks: see <see cref="DistributedMixtralConfig.Validate"/>.</summary>
public sealed class ConfigFailure
{
    internal ConfigFailure(string key, string value, string rule, string remedy)
    {
        Key = key;
        Value = value;
        Rule = rule;
        Remedy = remedy;
    }

    /// <summary>The JSON key, with the index of the item if the value is a list: <c>initial_peers[2]</c>.</summary>
    public string Key { get; }

    /// <summary>The value, as JSON text; times are in seconds.</summary>
    public string Value { get; }

    /// <summary>The rule, such as <c>must be positive</c>.</summary>
    public string Rule { get; }

    /// <summary>How to correct the value.</summary>
    public string Remedy { get; }

    /// <summary>The failure in two sentences on one line.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => $"{Key} is {Value}: it {Rule}. {Remedy}";
}
