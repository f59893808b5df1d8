using Petals.Mixtral.Config.Fuzz.Engine;

namespace Petals.Mixtral.Config.Fuzz.Targets;

/// <summary><c>num_labels</c>, the only number by which a few bytes can request much memory. 100000 is the
/// maximum.</summary>
internal static class LabelCount
{
    /// <summary>With more labels, using a config takes long and finds nothing more.</summary>
    public const int Many = 1000;

    private static readonly AllocationLimit Usual = new(512 * 1024, 256);
    private static readonly AllocationLimit WithNumber = new(400L * 1024 * 1024, 256);

    public static AllocationLimit LimitOf(byte[] input) => input.AsSpan().IndexOf("num_"u8) >= 0 ? WithNumber : Usual;
}
