namespace Petals.Mixtral.Config.Tests;

public sealed class TorchDtypeTests
{
    [Theory]
    [InlineData("bfloat16", "bfloat16", 2)]
    [InlineData("torch.bfloat16", "bfloat16", 2)]
    [InlineData("half", "float16", 2)]
    [InlineData("float", "float32", 4)]
    [InlineData("torch.double", "float64", 8)]
    [InlineData("torch.torch.int8", "int8", 1)]
    [InlineData("float8_e4m3fn", "float8_e4m3fn", 1)]
    [InlineData("float16", "float16", 2)]
    [InlineData("float32", "float32", 4)]
    [InlineData("float64", "float64", 8)]
    [InlineData("float8_e4m3fnuz", "float8_e4m3fnuz", 1)]
    [InlineData("float8_e5m2", "float8_e5m2", 1)]
    [InlineData("float8_e5m2fnuz", "float8_e5m2fnuz", 1)]
    [InlineData("float8_e8m0fnu", "float8_e8m0fnu", 1)]
    [InlineData("uint8", "uint8", 1)]
    [InlineData("bool", "bool", 1)]
    [InlineData("int16", "int16", 2)]
    [InlineData("uint16", "uint16", 2)]
    [InlineData("int32", "int32", 4)]
    [InlineData("uint32", "uint32", 4)]
    [InlineData("int64", "int64", 8)]
    [InlineData("uint64", "uint64", 8)]
    [InlineData("complex64", "complex64", 8)]
    [InlineData("auto", "auto", null)]
    [InlineData("bfloat17", "bfloat17", null)]
    public void The_name_of_a_dtype_is_parsed_as_PyTorch_spells_it(string name, string expected, int? size)
    {
        var dtype = TorchDtype.Parse(name);

        dtype.Name.Should().Be(expected);
        dtype.SizeInBytes.Should().Be(size);
        dtype.ToString().Should().Be(expected);
        dtype.Should().Be(TorchDtype.Parse(expected));
    }

    [Fact]
    public void A_blank_name_of_a_dtype_is_refused()
    {
        Throws<ArgumentException>(() => TorchDtype.Parse(" "));
        Throws<ArgumentException>(() => TorchDtype.Parse("torch."), "'torch.' is not the name of a dtype.*");
    }
}
