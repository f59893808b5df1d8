namespace Petals.Mixtral.Config;

/// <summary>One rule that a config breaks: see <see cref="DistributedMixtralConfig.Validate"/>.</summary>
/// <param name="Key">The JSON key, with the index of the item where the value is a list:
/// <c>initial_peers[2]</c>.</param>
/// <param name="Value">The value, as JSON text; times are in seconds.</param>
/// <param name="Rule">What it must be: <c>must be positive</c>.</param>
/// <param name="Remedy">What to do.</param>
public sealed record ConfigFailure(string Key, string Value, string Rule, string Remedy)
{
    /// <summary>The failure as a sentence or two, on one line.</summary>
    public override string ToString() => $"{Key} is {Value}: it {Rule}. {Remedy}";
}
