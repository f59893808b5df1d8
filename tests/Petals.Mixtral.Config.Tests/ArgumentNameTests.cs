namespace Petals.Mixtral.Config.Tests;

public sealed class ArgumentNameTests
{
    private static readonly Dictionary<string, Func<object>> Initialisers = new()
    {
        ["no model"] = () => new DistributedMixtralConfig { Model = null! },
        ["no activation"] = () => new DistributedMixtralConfig { HiddenAct = null! },
        ["no name"] = () => new DistributedMixtralConfig { NameOrPath = null! },
        ["no revision"] = () => new PretrainedLoadOptions { Revision = null! },
        ["no file name"] = () => new PretrainedLoadOptions { ConfigFileName = null! },
        ["no environment"] = () => new PretrainedLoadOptions { Environment = null! },
        ["no peers"] = () => new ClientConfig { InitialPeers = null! },
        ["a peer that is null"] = () => new ClientConfig { InitialPeers = ["a", null!] },
        ["a server that is null"] = () => new ClientConfig { AllowedServers = ["a", null!] },
        ["an architecture that is null"] = () => new MixtralConfig { Architectures = [null!] },
        ["no labels"] = () => new MixtralConfig { Id2Label = null! },
        ["a label that is null"] = () =>
            new MixtralConfig
            {
                Id2Label = new Dictionary<int, string> { [0] = "a", [1] = null! },
            },
        ["no pruned heads"] = () => new MixtralConfig { PrunedHeads = null! },
        ["pruned heads that are null"] = () =>
            new MixtralConfig { PrunedHeads = new Dictionary<int, IReadOnlyList<int>> { [0] = null! } },
        ["no extra attributes"] = () => new MixtralConfig { ExtraAttributes = null! },
        ["no extra attributes, in a swarm"] = () => new DistributedMixtralConfig { ExtraAttributes = null! },
        ["an invalid rope_theta"] = () =>
            new MixtralConfig { ExtraAttributes = Extra("rope_parameters", """{"rope_theta": "x"}""") },
        ["rope_parameters that are none"] = () =>
            new DistributedMixtralConfig { ExtraAttributes = Extra("rope_parameters", "1") },
    };

    public static TheoryData<string> Faults => [.. Initialisers.Keys];

    [Theory]
    [MemberData(nameof(Faults))]
    public void An_initialiser_that_refuses_its_value_names_the_parameter_value(string fault) =>
        Throws<ArgumentException>(Initialisers[fault], parameter: "value");
}
