namespace Petals.Mixtral.Config.Tests.Cost;

/// <summary>Hostile texts of config.json.</summary>
internal static class ConfigAdversaries
{
    private const int MaxLabels = 99_000;
    private const int Depth = 240;

    public static IReadOnlyList<Adversary> All { get; } =
    [
        new("unknown keys", n => Adversary.Repeat(n, "{", i => $"\"k{i}\":{i}", "}")),
        Labels("id2label", "\"\""),
        Labels("pruned_heads", "[]"),
        new(
            "integer keys in steps of 65536",
            n =>
                Adversary.Repeat(
                    n,
                    "{\"id2label\":{",
                    i => $"\"{unchecked(i * 65536 + (i >> 16))}\":\"\"",
                    "}}",
                    MaxLabels
                )
        ),
        new("colliding string keys", n => Adversary.Repeat(n, "{", i => Member(CollidingKeys.Text(i), "1"), "}")),
        new(
            "colliding labels",
            n => Adversary.Repeat(n, "{\"label2id\":{", i => Member(CollidingKeys.Text(i), "1"), "}}", MaxLabels)
        ),
        new(
            "colliding nested keys",
            n => Adversary.Repeat(n, "{\"x\":{", i => Member(CollidingKeys.Text(i), "1"), "}}")
        ),
        new(
            "escaped keys in reverse",
            n => Adversary.Repeat(n, "{\"x\":{", i => $"\"\\u007a{9_999_999 - i}\":1", "}}")
        ),
        new("empty peers", n => Adversary.Repeat(n, "{\"initial_peers\":[", _ => "\"\"", "]}")),
        new("wrong peers", n => Adversary.Repeat(n, "{\"initial_peers\":[", _ => "\"/ip4/1\"", "]}")),
        new("a peer of slashes", n => $$"""{"initial_peers":["/{{new string('/', n)}}"]}"""),
        new(
            "a peer of protocols",
            n => $$"""{"initial_peers":["{{string.Concat(Enumerable.Repeat("/a", n / 2))}}"]}"""
        ),
        new(
            "servers that are allowed and blocked",
            n => $$"""{"allowed_servers":{{Servers(n / 2)}},"blocked_servers":{{Servers(n / 2)}}}"""
        ),
        new("wrong token ids", n => Adversary.Repeat(n, "{\"eos_token_id\":[", _ => "-1", "]}")),
        new("architectures", n => Adversary.Repeat(n, "{\"architectures\":[", i => $"\"a{i}\"", "]}")),
        new("a long text", n => $$"""{"hidden_act":"{{new string('a', n)}}"}"""),
        new("a long prefix", n => $$"""{"dht_prefix":"{{new string('.', n)}}"}"""),
        new("a long model type", n => $$"""{"model_type":"{{new string('a', n)}}"}"""),
        new("a long key", n => $$"""{"{{new string('a', n)}}":1}"""),
        new("long keys", n => Adversary.Repeat(n, "{", i => $"\"{new string('a', 1000)}{i}\":1", "}")),
        new("escapes", n => $$"""{"x":"{{string.Concat(Enumerable.Repeat("\\u20ac\\n", n / 8))}}"}"""),
        new("characters to escape", n => $$"""{"x":"{{new string('€', n / 3)}}"}""", 2),
        new(
            "nested deep",
            n =>
                $$"""{"x":{{new string('[', Depth)}}{{Adversary.Repeat(n / 8, "", _ => "1", "")}}{{new string(']', Depth)}}}""",
            Depth
        ),
        new("brackets", n => Adversary.Repeat(n, "{\"x\":[", _ => "[{}]", "]}"), 4),
        new("duplicate unknown keys", n => Adversary.Repeat(n, "{", _ => "\"k\":1", "}")),
        new("duplicate settings", n => Adversary.Repeat(n, "{", _ => "\"hidden_size\":8", "}")),
        new("duplicate nested keys", n => Adversary.Repeat(n, "{\"x\":{", _ => "\"k\":1", "}}")),
        new("numbers", n => Adversary.Repeat(n, "{\"x\":[", i => $"{i}e-7", "]}")),
        new("bare constants", n => Adversary.Repeat(n, "{\"x\":[", _ => "NaN", "]}"), 3),
        new(
            "a large rope_parameters",
            n =>
                Adversary.Repeat(
                    n,
                    "{\"rope_parameters\":{\"rope_theta\":1",
                    i => $"{(i == 0 ? "," : "")}\"k{i}\":1",
                    "}}"
                ),
            Amplification: 2
        ),
        new("tasks", n => Adversary.Repeat(n, "{\"task_specific_params\":{", i => $"\"k{i}\":{{}}", "}}")),
        new(
            "a wrong last label",
            n => Adversary.Repeat(n, "{\"id2label\":{", i => $"\"{i}\":\"\"", ",\"x\":1}}", MaxLabels)
        ),
        new("a wrong last peer", n => Adversary.Repeat(n, "{\"initial_peers\":[", _ => "\"\"", ",1]}")),
        new("an end that is missing", n => Adversary.Repeat(n, "{\"x\":[", _ => "\n1", "")),
    ];

    private static Adversary Labels(string key, string value)
    {
        return new Adversary($"colliding {key}", Create);

        string Create(int length)
        {
            // Collisions of fewer keys are too fast to notice.
            int count = Math.Min(length / 3, MaxLabels);
            return Adversary.Repeat(
                int.MaxValue / 64,
                $"{{\"{key}\":{{",
                i => $"\"{CollidingKeys.Integer(i, count)}\":{value}",
                "}}",
                count
            );
        }
    }

    private static string Member(string key, string value) => $"\"{CollidingKeys.Escaped(key)}\":{value}";

    private static string Servers(int length) => Adversary.Repeat(length, "[", i => $"\"s{i}\"", "]");
}
