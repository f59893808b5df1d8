namespace Petals.Mixtral.Config.Checkpoints;

/// <summary>The dtypes of safetensors files, by the names that stand in their headers.</summary>
internal static class SafetensorsDtype
{
    /// <summary>PyTorch's name for it, and its bits; <see langword="null"/> for a name that the format does not
    /// know.</summary>
    public static (TorchDtype Dtype, int Bits)? Find(string name) =>
        name switch
        {
            "BF16" => (TorchDtype.BFloat16, 16),
            "F16" => (TorchDtype.Float16, 16),
            "F32" => (TorchDtype.Float32, 32),
            "F64" => (TorchDtype.Float64, 64),
            "BOOL" => Of("bool", 8),
            "U8" => Of("uint8", 8),
            "I8" => Of("int8", 8),
            "U16" => Of("uint16", 16),
            "I16" => Of("int16", 16),
            "U32" => Of("uint32", 32),
            "I32" => Of("int32", 32),
            "U64" => Of("uint64", 64),
            "I64" => Of("int64", 64),
            "C64" => Of("complex64", 64),
            "F8_E4M3" => Of("float8_e4m3fn", 8),
            "F8_E4M3FNUZ" => Of("float8_e4m3fnuz", 8),
            "F8_E5M2" => Of("float8_e5m2", 8),
            "F8_E5M2FNUZ" => Of("float8_e5m2fnuz", 8),
            "F8_E8M0" => Of("float8_e8m0fnu", 8),
            "F6_E2M3" => Of("float6_e2m3", 6),
            "F6_E3M2" => Of("float6_e3m2", 6),
            "F4" => Of("float4_e2m1fn", 4),
            _ => null,
        };

    private static (TorchDtype Dtype, int Bits) Of(string name, int bits) => (TorchDtype.FromName(name), bits);
}
