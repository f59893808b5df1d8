namespace Petals.Mixtral.Config.Fuzz.Engine;

/// <summary>An entry point of the library that takes untrusted input.</summary>
internal interface IFuzzTarget : IDisposable
{
    /// <summary>The name on the command line.</summary>
    string Name { get; }

    /// <summary>Inputs that the library accepts, or almost accepts.</summary>
    IReadOnlyList<byte[]> Seeds { get; }

    /// <summary>Words that have a meaning in these inputs.</summary>
    IReadOnlyList<string> Words { get; }

    /// <summary>The bytes that reading an input may allocate.</summary>
    AllocationLimit LimitOf(byte[] input);

    /// <summary>Reads an input. Returns null if it contains nothing to read.</summary>
    /// <exception cref="PretrainedConfigException">The input is rejected.</exception>
    object? Read(byte[] input);

    /// <summary>Uses the value in every way that must work.</summary>
    /// <exception cref="BrokenPromiseException">The library breaks a promise.</exception>
    void Use(object accepted);
}
