using System.Text.Json;

namespace Petals.Mixtral.Config.Tests;

/// <summary>An argument that is refused is named as the caller knows it: in an initialiser it is the value.</summary>
public sealed class ArgumentNameTests
{
    private static readonly Dictionary<string, Func<object>> Initialisers = new()
    {
        ["no peers"] = () => new ClientConfig { InitialPeers = null! },
        ["a peer that is null"] = () => new ClientConfig { InitialPeers = [null!] },
        ["a server that is null"] = () => new ClientConfig { AllowedServers = [null!] },
        ["an architecture that is null"] = () => new MixtralConfig { Architectures = [null!] },
        ["no labels"] = () => new MixtralConfig { Id2Label = null! },
        ["a label that is null"] = () => new MixtralConfig { Id2Label = new Dictionary<int, string> { [0] = null! } },
        ["no pruned heads"] = () => new MixtralConfig { PrunedHeads = null! },
        ["pruned heads that are null"] = () =>
            new MixtralConfig { PrunedHeads = new Dictionary<int, IReadOnlyList<int>> { [0] = null! } },
        ["no extra attributes"] = () => new MixtralConfig { ExtraAttributes = null! },
        ["no extra attributes, in a swarm"] = () => new DistributedMixtralConfig { ExtraAttributes = null! },
        ["a rope_theta that is none"] = () =>
            new MixtralConfig { ExtraAttributes = RopeParameters("""{"rope_theta": "x"}""") },
        ["rope_parameters that are none"] = () =>
            new DistributedMixtralConfig { ExtraAttributes = RopeParameters("1") },
    };

    public static TheoryData<string> Faults => [.. Initialisers.Keys];

    [Theory]
    [MemberData(nameof(Faults))]
    public void What_an_initialiser_is_given_is_its_value(string fault) =>
        Initialisers[fault].Should().Throw<ArgumentException>().WithParameterName("value");

    private static Dictionary<string, JsonElement> RopeParameters(string json) =>
        new() { ["rope_parameters"] = JsonElement.Parse(json) };
}
