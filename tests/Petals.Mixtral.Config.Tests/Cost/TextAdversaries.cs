namespace Petals.Mixtral.Config.Tests.Cost;

/// <summary>Hostile updates, sections of a configuration, and chains of module UIDs.</summary>
internal static class TextAdversaries
{
    public static IReadOnlyList<Adversary> Chains { get; } =
    [
        new("names", n => string.Join(' ', Enumerable.Range(0, n / 8).Select(i => $"a.{i}"))),
        new("a long name", n => $"{new string('a', n)}.1"),
        new("dots", n => new string('.', n)),
    ];

    /// <summary>Half of the input is the current value, the other half the update.</summary>
    public static IReadOnlyList<Adversary> Updates { get; } =
    [
        new("a repeated key", n => Adversary.Repeat(n, "", i => "x=b", "")),
        new("repeated labels", n => Adversary.Repeat(n, "", i => $"num_labels={(i % 2) + 5}000", "")),
        new("a long value", n => $"x={new string('b', n)}"),
        new("a long number", n => $"hidden_size={new string('1', n)}"),
        new("a long wrong value", n => $"use_cache={new string('1', n)}"),
        new("a long unknown key", n => $"{new string('b', n)}=1"),
        new("no value", n => new string('b', n)),
        new("equals signs", n => new string('=', n)),
        new("commas", n => new string(',', n)),
    ];

    public static IReadOnlyList<Adversary> Sections { get; } =
    [
        new("peers", n => Adversary.Repeat(n, "{\"Client\":{\"InitialPeers\":[", i => $"\"peer{i}\"", "]}}")),
        new(
            "peers and null",
            n => Adversary.Repeat(n, "{\"Client\":{\"InitialPeers\":[null,", i => $"\"peer{i}\"", "]}}")
        ),
        new("token ids", n => Adversary.Repeat(n, "{\"Model\":{\"EosTokenId\":[", i => $"{i}", "]}}")),
        new("a long unknown key", n => $$$"""{"Client":{"{{{new string('b', n)}}}":1}}"""),
        new("a long unknown part", n => $$"""{"{{new string('b', n)}}":1}"""),
        new("a long wrong value", n => $$$"""{"Client":{"MaxRetries":"{{{new string('b', n)}}}"}}"""),
        new("unknown keys", n => Adversary.Repeat(n, "{\"Client\":{", i => $"\"k{i}\":1", "}}")),
    ];
}
