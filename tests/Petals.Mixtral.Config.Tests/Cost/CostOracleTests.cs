namespace Petals.Mixtral.Config.Tests.Cost;

/// <summary>
/// No public operation costs more than a small multiple of the size of its input. The variable
/// COST_ORACLE_CHARACTERS sets the size of the smaller input.
/// </summary>
[Collection(nameof(AloneInProcess))]
public sealed class CostOracleTests
{
    private const int UsualSize = 10_000;

    public static TheoryData<string> Operations => [.. CostedOperations.All.Select(operation => operation.Name)];

    private static int Size =>
        int.TryParse(
            Environment.GetEnvironmentVariable("COST_ORACLE_CHARACTERS"),
            CultureInfo.InvariantCulture,
            out int size
        )
            ? size
            : UsualSize;

    [Theory]
    [MemberData(nameof(Operations))]
    public void An_operation_costs_no_more_than_in_proportion_to_its_input(string name)
    {
        CostedOperation operation = CostedOperations.All.Single(operation => operation.Name == name);
        using var scratch = new CostScratch();
        var faults = new List<string>();
        operation.Prepare(operation.Adversaries[0].Create(UsualSize / 10), scratch);
        foreach (Adversary adversary in operation.Adversaries)
        {
            if (new CostMeter(operation, adversary, scratch).FindFault(Size) is { } fault)
            {
                faults.Add($"{adversary.Name}: {fault}");
            }
        }

        faults.Should().BeEmpty();
    }
}
