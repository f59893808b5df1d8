namespace Petals.Mixtral.Config.Checkpoints;

internal static class SafetensorsDtype
{
    /// <summary>
    /// Returns PyTorch's dtype for a name in a header, and its bits. Returns null if the name is unknown.
    /// </summary>
    public static (TorchDtype Dtype, int Bits)? Find(string name) =>
        name switch
        {
            "BF16" => (TorchDtype.BFloat16, 16),
            "F16" => (TorchDtype.Float16, 16),
            "F32" => (TorchDtype.Float32, 32),
            "F64" => (TorchDtype.Float64, 64),
            "BOOL" => Create("bool", 8),
            "U8" => Create("uint8", 8),
            "I8" => Create("int8", 8),
            "U16" => Create("uint16", 16),
            "I16" => Create("int16", 16),
            "U32" => Create("uint32", 32),
            "I32" => Create("int32", 32),
            "U64" => Create("uint64", 64),
            "I64" => Create("int64", 64),
            "C64" => Create("complex64", 64),
            "F8_E4M3" => Create("float8_e4m3fn", 8),
            "F8_E4M3FNUZ" => Create("float8_e4m3fnuz", 8),
            "F8_E5M2" => Create("float8_e5m2", 8),
            "F8_E5M2FNUZ" => Create("float8_e5m2fnuz", 8),
            "F8_E8M0" => Create("float8_e8m0fnu", 8),
            "F6_E2M3" => Create("float6_e2m3", 6),
            "F6_E3M2" => Create("float6_e3m2", 6),
            "F4" => Create("float4_e2m1fn", 4),
            _ => null,
        };

    private static (TorchDtype Dtype, int Bits) Create(string name, int bits) => (TorchDtype.Parse(name), bits);
}
