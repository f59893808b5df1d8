namespace Petals.Mixtral.Config.Fuzz.Engine;

/// <summary>The library took an input, and then did not do with it what it says it does.</summary>
internal sealed class BrokenPromiseException(string message) : Exception(message)
{
    public static void ThrowUnless(bool holds, string promise)
    {
        if (!holds)
        {
            throw new BrokenPromiseException(promise);
        }
    }
}
