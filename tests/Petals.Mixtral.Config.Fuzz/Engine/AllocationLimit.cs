namespace Petals.Mixtral.Config.Fuzz.Engine;

/// <summary>How many bytes may be allocated for an input: so many whatever it is, and so many for each of its
/// bytes.</summary>
internal readonly record struct AllocationLimit(long Fixed, long PerByte)
{
    public long For(int inputLength) => Fixed + (PerByte * inputLength);

    public override string ToString() => $"{Fixed} bytes and {PerByte} for each byte of the input";
}
