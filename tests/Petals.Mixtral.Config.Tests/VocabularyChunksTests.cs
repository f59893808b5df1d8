using System.Runtime.Intrinsics.X86;

namespace Petals.Mixtral.Config.Tests;

public sealed class VocabularyChunksTests
{
    [Fact]
    public void The_published_vocabulary_is_two_chunks() =>
        new DistributedMixtralConfig().GetVocabularyChunks(32000).Should().Equal(0..16384, 16384..32000);

    [Theory]
    [InlineData(0, 5, 0)]
    [InlineData(5, 5, 1)]
    [InlineData(5, 6, 1)]
    [InlineData(5, int.MaxValue, 1)]
    [InlineData(int.MaxValue, int.MaxValue, 1)]
    [InlineData(int.MaxValue, int.MaxValue - 1, 2)]
    [InlineData(int.MaxValue, 1 << 30, 2)]
    [InlineData(int.MaxValue, 1, int.MaxValue)]
    public void GetVocabularyChunks_returns_as_many_chunks_as_are_needed(int vocabSize, int step, int count)
    {
        IReadOnlyList<Range> chunks = new LMHeadConfig { ChunkedForwardStep = step }.GetVocabularyChunks(vocabSize);

        chunks.Count.Should().Be(count);
        if (count > 0)
        {
            chunks[0].Start.Value.Should().Be(0);
            chunks[^1].End.Value.Should().Be(vocabSize);
            chunks[^1].Start.Value.Should().BeLessThan(vocabSize);
        }
    }

    [Fact]
    public void The_chunks_of_any_vocabulary_follow_each_other_and_only_the_last_is_smaller() =>
        Gen.Select(Gen.Int[0, 100_000], Gen.Int[50, 200_000])
            .Sample(
                (vocabSize, step) =>
                {
                    int end = 0;
                    foreach (
                        Range chunk in new LMHeadConfig { ChunkedForwardStep = step }.GetVocabularyChunks(vocabSize)
                    )
                    {
                        if (chunk.Start.Value != end || chunk.End.Value != Math.Min(end + step, vocabSize))
                        {
                            return false;
                        }

                        end = chunk.End.Value;
                    }

                    return end == vocabSize;
                }
            );

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(int.MinValue)]
    public void A_chunked_forward_step_that_is_not_positive_is_an_error(int step) =>
        new LMHeadConfig { ChunkedForwardStep = step }
            .Invoking(it => it.GetVocabularyChunks(5))
            .Should()
            .ThrowExactly<PretrainedConfigException>()
            .WithMessage($"chunked_forward_step is {step}; it must be positive.");

    [Fact]
    public void GetVocabularyChunks_throws_when_the_vocabulary_size_is_negative() =>
        new LMHeadConfig()
            .Invoking(it => it.GetVocabularyChunks(-1))
            .Should()
            .Throw<ArgumentOutOfRangeException>()
            .WithParameterName("vocabSize");

    [Fact]
    public void The_head_is_computed_in_chunks_by_default_unless_the_processor_is_fast_in_16_bits()
    {
        bool isFast = RuntimeInformation.ProcessArchitecture == Architecture.X64 && Avx512F.IsSupported;

        new DistributedMixtralConfig().ResolveChunkedForward().Should().Be(!isFast);
        new LMHeadConfig { UseChunkedForward = ChunkedForward.Always }
            .ResolveChunkedForward()
            .Should()
            .BeTrue();
        new LMHeadConfig { UseChunkedForward = ChunkedForward.Never }
            .ResolveChunkedForward()
            .Should()
            .BeFalse();
    }
}
