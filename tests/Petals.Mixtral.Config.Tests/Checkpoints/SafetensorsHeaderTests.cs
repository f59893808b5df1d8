namespace Petals.Mixtral.Config.Tests.Checkpoints;

public sealed class SafetensorsHeaderTests
{
    [Fact]
    [Needs(Links)]
    public void A_header_has_its_path_and_typed_tensors_and_a_link_is_followed()
    {
        using var directory = new TempDirectory();
        ShardWriter.Write(directory.Combine("a.safetensors"), ShardWriter.OneTensor, 12);
        SymbolicLinks.ToFile(directory.Combine("link"), "a.safetensors");

        SafetensorsHeader header = SafetensorsHeader.Read(directory.Combine("link"));

        header.Path.Should().Be(directory.Combine("link"));
        header.Tensors["a"].Spec.Should().Be(new TensorSpec("a", [2, 3]));
        header.Tensors["a"].Dtype.Should().Be(TorchDtype.BFloat16);
    }
}
