namespace Petals.Mixtral.Config.Fuzz.Engine;

/// <summary>The bytes that an input may allocate: a fixed part, and a part for each of its bytes.</summary>
internal readonly record struct AllocationLimit(long Fixed, long PerByte)
{
    public long For(int inputLength) => Fixed + (PerByte * inputLength);

    public override string ToString() => $"{Fixed} bytes and {PerByte} for each byte of the input";
}
