namespace Petals.Mixtral.Config.Tests.Cost;

public sealed class CollidingKeysTests
{
    private const int Count = 10_000;

    [Fact]
    public void The_texts_have_one_hash_without_a_seed()
    {
        string[] texts = [.. Enumerable.Range(0, Count).Select(CollidingKeys.Text)];

        texts.Distinct().Should().HaveCount(Count);
        MethodInfo hash = typeof(string).GetMethod(
            "GetNonRandomizedHashCode",
            BindingFlags.Instance | BindingFlags.NonPublic,
            []
        )!;
        texts.Select(text => hash.Invoke(text, null)).Distinct().Should().ContainSingle();
    }

    [Fact]
    public void The_integers_are_distinct_multiples_of_the_number_of_buckets()
    {
        int[] keys = [.. Enumerable.Range(0, Count).Select(i => CollidingKeys.Integer(i, Count))];

        keys.Distinct().Should().HaveCount(Count);
        keys.Should().AllSatisfy(key => (key % 17519).Should().Be(0));
    }
}
