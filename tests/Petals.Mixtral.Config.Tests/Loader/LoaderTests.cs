using Petals.Mixtral.Config.Loader;

namespace Petals.Mixtral.Config.Tests.Loader;

/// <summary>Compares the loader with the results of transformers for a small checkpoint.</summary>
public sealed class LoaderTests
{
    private static readonly string Checkpoint = Fixtures.Path("loader");

    [Fact]
    public void The_loader_agrees_with_transformers_at_every_stage()
    {
        ExpectedPass expected = ExpectedPass.TryRead(Checkpoint)!;
        using var model = MixtralModel.Load(Checkpoint);

        ForwardPass pass = model.Forward(expected.InputIds);

        expected.Compare(pass).Should().HaveCount(5).And.OnlyContain(stage => stage.Difference < 1e-3);
        expected.HasSameExperts(pass).Should().BeTrue();
        pass.NextToken.Should().Be(expected.NextToken);
    }

    [Fact]
    public void The_last_hidden_state_does_not_depend_on_later_tokens()
    {
        using var model = MixtralModel.Load(Checkpoint);

        float[] few = model.Forward([1, 17, 42]).Logits.Values;
        float[] more = model.Forward([1, 17, 42, 5, 80]).Logits.Values;

        more.Take(few.Length).Should().Equal(few, (left, right) => MathF.Abs(left - right) < 1e-4);
    }

    [Fact]
    public void A_sliding_window_hides_earlier_tokens()
    {
        using var directory = new TempDirectory();
        foreach (string file in Directory.GetFiles(Checkpoint))
        {
            File.Copy(file, directory.Combine(Path.GetFileName(file)));
        }

        DistributedMixtralConfig
            .FromPretrained(Checkpoint)
            .Update("num_hidden_layers", 1)
            .Update("sliding_window", 2)
            .SavePretrained(directory.Path);
        using var model = MixtralModel.Load(directory.Path);

        float[] first = model.Forward([1, 17, 42]).Logits[2].ToArray();
        float[] changed = model.Forward([9, 17, 42]).Logits[2].ToArray();
        float[] neighbour = model.Forward([9, 18, 42]).Logits[2].ToArray();

        changed.Should().Equal(first, (left, right) => MathF.Abs(left - right) < 1e-5);
        neighbour.Should().NotEqual(changed);
    }

    [Fact]
    public void Tied_embeddings_are_the_head()
    {
        using var directory = new TempDirectory();
        foreach (string file in Directory.GetFiles(Checkpoint))
        {
            File.Copy(file, directory.Combine(Path.GetFileName(file)));
        }

        DistributedMixtralConfig
            .FromPretrained(Checkpoint)
            .Update("tie_word_embeddings", true)
            .SavePretrained(directory.Path);
        using var tied = MixtralModel.Load(directory.Path);

        ForwardPass pass = tied.Forward([1, 17]);

        pass.Logits.Columns.Should().Be(96);
        float[] hidden = pass.HiddenStates[^1].Values;
        float[] embedding = tied.Forward([7]).HiddenStates[0].Values;
        float product = hidden.Skip(32).Zip(embedding, (left, right) => left * right).Sum();
        pass.Logits[1][7].Should().BeApproximately(product, 1e-4f);
    }

    [Fact]
    public void Comparing_reports_a_wrong_stage()
    {
        using JsonDocument json = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(Checkpoint, "expected.json")));
        using var model = MixtralModel.Load(Checkpoint);
        var expected = new ExpectedPass(json.RootElement);

        ForwardPass other = model.Forward([.. expected.InputIds.Select(id => (id + 1) % 96)]);

        expected.Compare(other).Should().OnlyContain(stage => stage.Difference > 0.01f);
        expected.HasSameExperts(other).Should().BeFalse();
    }
}
