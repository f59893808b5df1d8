using Petals.Mixtral.Config.Fuzz.Engine;

namespace Petals.Mixtral.Config.Fuzz.Targets;

/// <summary>The one number by which a few bytes may ask for much: <c>num_labels</c>, of which 100000 is the
/// most.</summary>
internal static class LabelCount
{
    /// <summary>So many that using a config takes long, and shows nothing that it does not show with fewer.</summary>
    public const int Many = 1000;

    private static readonly AllocationLimit Usual = new(512 * 1024, 256);
    private static readonly AllocationLimit WithNumber = new(400L * 1024 * 1024, 256);

    public static AllocationLimit LimitOf(byte[] input) => input.AsSpan().IndexOf("num_"u8) >= 0 ? WithNumber : Usual;
}
