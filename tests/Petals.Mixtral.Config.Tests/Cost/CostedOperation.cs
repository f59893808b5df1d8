namespace Petals.Mixtral.Config.Tests.Cost;

/// <summary>A public operation, its inputs and its budget.</summary>
/// <param name="Name">What it does.</param>
/// <param name="Covers">The members that it calls, as <c>Type.Member</c>.</param>
/// <param name="Adversaries">Its inputs.</param>
/// <param name="MaxBytesPerByte">How many bytes it may allocate for each byte of the input.</param>
/// <param name="Prepare">Prepares a new input, and returns the operation itself.</param>
internal sealed record CostedOperation(
    string Name,
    string[] Covers,
    IReadOnlyList<Adversary> Adversaries,
    int MaxBytesPerByte,
    Func<string, CostScratch, Action> Prepare
);
