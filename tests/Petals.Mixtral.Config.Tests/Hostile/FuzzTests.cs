using Petals.Mixtral.Config.Fuzz.Engine;
using Petals.Mixtral.Config.Fuzz.Targets;

namespace Petals.Mixtral.Config.Tests.Hostile;

/// <summary>A short, repeatable run of tests/Petals.Mixtral.Config.Fuzz.</summary>
public sealed class FuzzTests
{
    private const int Executions = 500;

    public static TheoryData<string> Targets => [.. FuzzTargets.Names];

    [Theory]
    [MemberData(nameof(Targets))]
    public void Hostile_input_is_taken_or_refused_by_an_error_of_the_library(string name)
    {
        if (name == "cache")
        {
            NeedsAttribute.Require(Links);
        }

        using IFuzzTarget target = FuzzTargets.Create(name);

        FuzzReport report = new Fuzzer(target, seed: 1).Run(Executions);

        report.Failures.Select(failure => failure.Description).Should().BeEmpty();
        report.Accepted.Should().BeGreaterThan(0).And.BeLessThan(Executions);
    }
}
