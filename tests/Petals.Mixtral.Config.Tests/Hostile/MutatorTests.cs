using Petals.Mixtral.Config.Fuzz.Engine;
using Petals.Mixtral.Config.Fuzz.Mutation;

namespace Petals.Mixtral.Config.Tests.Hostile;

public sealed class MutatorTests
{
    [Fact]
    public void The_same_seed_makes_the_same_inputs() =>
        Inputs(seed: 7)
            .Should()
            .BeEquivalentTo(Inputs(seed: 7), options => options.WithStrictOrdering())
            .And.NotBeEquivalentTo(Inputs(seed: 8));

    [Fact]
    public void Splitting_an_input_returns_the_texts_that_were_joined() =>
        InputFields.Split(InputFields.Of("a", "", "é😀\uD800"), 4).Should().Equal("a", "", "é😀\uD800", "");

    [Fact]
    public void An_exception_of_any_other_kind_is_a_failure() =>
        new Judge(new FaultyTarget()).Of([1]).Failure.Should().StartWith("System.FormatException");

    [Fact]
    public void An_allocation_above_the_limit_is_a_failure() =>
        new Judge(new FaultyTarget()).Of([2]).Failure.Should().StartWith("Reading 1 bytes allocated");

    [Fact]
    public void An_exception_of_the_library_is_not_a_failure() =>
        new Judge(new FaultyTarget())
            .Of([3])
            .Should()
            .Match<Outcome>(outcome => outcome.Failure == null && !outcome.IsAccepted);

    private static List<byte[]> Inputs(int seed)
    {
        var mutator = new Mutator(new Random(seed), ["word"]);
        return
        [
            .. Enumerable.Range(0, 50).Select(_ => mutator.Mutate("""{"a": [1, "b"]}"""u8.ToArray(), "{}"u8.ToArray())),
        ];
    }

    private sealed class FaultyTarget : IFuzzTarget
    {
        public string Name => "faulty";

        public IReadOnlyList<byte[]> Seeds => [];

        public IReadOnlyList<string> Words => [];

        public AllocationLimit LimitOf(byte[] input) => new(100_000, 1);

        public object? Read(byte[] input) =>
            input[0] switch
            {
                1 => throw new FormatException(),
                2 => new byte[200_000],
                _ => throw new PretrainedConfigException("no"),
            };

        public void Use(object accepted) { }

        public void Dispose() { }
    }
}
