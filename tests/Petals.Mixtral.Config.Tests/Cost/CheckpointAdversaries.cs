namespace Petals.Mixtral.Config.Tests.Cost;

/// <summary>Hostile headers of safetensors files and hostile indexes.</summary>
internal static class CheckpointAdversaries
{
    private const string Tensor = """{"dtype":"U8","shape":[0],"data_offsets":[0,0]}""";

    public static IReadOnlyList<Adversary> Headers { get; } =
    [
        new("tensors", n => Adversary.Repeat(n, "{", i => $"\"{i}\":{Tensor}", "}", 99_000)),
        new("tensors of blocks", n => Adversary.Repeat(n, "{", i => $"\"model.layers.{i}.x\":{Tensor}", "}", 99_000)),
        new(
            "colliding tensors",
            n =>
                Adversary.Repeat(
                    n,
                    "{",
                    i => $"\"{CollidingKeys.Escaped(CollidingKeys.Text(i))}\":{Tensor}",
                    "}",
                    99_000
                )
        ),
        new(
            "a duplicate tensor",
            n => Adversary.Repeat(n, "{", i => $"\"{i}\":{Tensor}", $",\"0\":{Tensor}}}", 99_000)
        ),
        new("a long name", n => $$"""{"{{new string('a', n)}}":{{Tensor}}}"""),
        new(
            "dimensions",
            n => Adversary.Repeat(n, "{\"a\":{\"dtype\":\"U8\",\"data_offsets\":[0,0],\"shape\":[", _ => "0", "]}}"),
            2
        ),
        new(
            "duplicate shapes",
            n =>
                Adversary.Repeat(
                    n,
                    "{\"a\":{\"dtype\":\"U8\",\"data_offsets\":[0,0]",
                    i => $"{(i == 0 ? "," : "")}\"shape\":[0]",
                    "}}"
                )
        ),
        new("metadata", n => Adversary.Repeat(n, "{\"__metadata__\":{", i => $"\"k{i}\":\"\"", "}}")),
        new(
            "a wrong offset at the end",
            n =>
                Adversary.Repeat(
                    n,
                    "{",
                    i => $"\"{i}\":{Tensor}",
                    ",\"x\":{\"dtype\":\"U8\",\"shape\":[1],\"data_offsets\":[1,2]}}",
                    99_000
                )
        ),
    ];

    public static IReadOnlyList<Adversary> Indexes { get; } =
    [
        Index("tensors of one file", i => ($"t{i}", "a")),
        Index("tensors of blocks", i => ($"model.layers.{i}.input_layernorm.weight", "a")),
        Index("files", i => ($"t{i}", $"s{i}")),
        Index("duplicate tensors", i => ("t", $"s{i}")),
        Index("colliding tensors", i => (CollidingKeys.Escaped(CollidingKeys.Text(i)), "a")),
        new("a long tensor", n => $$$"""{"weight_map":{"{{{new string('a', n)}}}":"a"}}"""),
        new("a long file", n => $$$"""{"weight_map":{"a":"{{{new string('a', n)}}}"}}"""),
        new(
            "a path at the end",
            n => Adversary.Repeat(n, "{\"weight_map\":{", i => $"\"t{i}\":\"a\"", ",\"x\":\"../a\"}}")
        ),
    ];

    private static Adversary Index(string name, Func<int, (string Tensor, string File)> create) =>
        new(
            name,
            n =>
                Adversary.Repeat(
                    n,
                    "{\"weight_map\":{",
                    i => create(i) is var (tensor, file) ? $"\"{tensor}\":\"{file}\"" : "",
                    "}}"
                )
        );
}
