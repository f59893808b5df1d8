namespace Petals.Mixtral.Config.AotSmoke;

/// <summary>Counts passed and failed checks.</summary>
internal sealed class Checks
{
    private int _passed;
    private int _failed;

    public void That(string what, bool holds)
    {
        _ = holds ? _passed++ : _failed++;
        Console.WriteLine($"{(holds ? "passed" : "FAILED")}: {what}");
    }

    /// <summary>Prints the counts, and returns the exit code.</summary>
    public int Report()
    {
        Console.WriteLine($"{_passed} passed, {_failed} failed");
        return _failed == 0 ? 0 : 1;
    }
}
