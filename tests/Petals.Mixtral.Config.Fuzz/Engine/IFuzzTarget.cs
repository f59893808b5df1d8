namespace Petals.Mixtral.Config.Fuzz.Engine;

/// <summary>A way into the library through which input comes that nobody vouches for.</summary>
internal interface IFuzzTarget : IDisposable
{
    /// <summary>What it is called on the command line.</summary>
    string Name { get; }

    /// <summary>Inputs that the library takes, or nearly.</summary>
    IReadOnlyList<byte[]> Seeds { get; }

    /// <summary>Pieces of text that mean something here.</summary>
    IReadOnlyList<string> Words { get; }

    /// <summary>What reading an input may allocate.</summary>
    AllocationLimit LimitOf(byte[] input);

    /// <summary>Reads an input; <see langword="null"/> where there is nothing in it to be read.</summary>
    /// <exception cref="PretrainedConfigException">It is refused.</exception>
    object? Read(byte[] input);

    /// <summary>Uses what was read in every way that must work.</summary>
    /// <exception cref="BrokenPromiseException">It does not keep what the library promises.</exception>
    void Use(object accepted);
}
