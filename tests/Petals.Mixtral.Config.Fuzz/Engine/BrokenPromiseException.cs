namespace Petals.Mixtral.Config.Fuzz.Engine;

/// <summary>The library accepted an input and then broke a promise of its documentation.</summary>
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
