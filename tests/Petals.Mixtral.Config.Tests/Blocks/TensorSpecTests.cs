namespace Petals.Mixtral.Config.Tests.Blocks;

public sealed class TensorSpecTests
{
    [Fact]
    public void A_tensor_has_as_many_values_as_the_product_of_its_shape()
    {
        new TensorSpec("t", [2, 3, 4]).ElementCount.Should().Be(24);
        new TensorSpec("scalar", []).ElementCount.Should().Be(1);
        new TensorSpec("empty", [4, 0]).ElementCount.Should().Be(0);
        new TensorSpec("empty", [long.MaxValue, long.MaxValue, 0]).ElementCount.Should().Be(0);
        new TensorSpec("largest", [long.MaxValue, 1]).ElementCount.Should().Be(long.MaxValue);
    }

    [Fact]
    public void More_values_than_64_bits_count_are_an_error() =>
        new TensorSpec("t", [long.MaxValue, long.MaxValue, long.MaxValue])
            .Invoking(it => it.ElementCount)
            .Should()
            .ThrowExactly<PretrainedConfigException>()
            .WithMessage("A size of * does not fit into 64 bits*");

    [Fact]
    public void The_size_of_a_tensor_is_that_of_all_values()
    {
        new TensorSpec("t", [2, 3]).GetSizeInBytes(TorchDtype.Float32).Should().Be(24);
        new TensorSpec("t", [2, 3])
            .Invoking(it => it.GetSizeInBytes(TorchDtype.Auto))
            .Should()
            .ThrowExactly<PretrainedConfigException>();
        new TensorSpec("t", [2, 3]).Invoking(it => it.GetSizeInBytes(null!)).Should().Throw<ArgumentNullException>();
        new TensorSpec("t", [long.MaxValue])
            .Invoking(it => it.GetSizeInBytes(TorchDtype.BFloat16))
            .Should()
            .ThrowExactly<PretrainedConfigException>()
            .WithMessage("A size of * does not fit into 64 bits*");
    }

    [Fact]
    public void Tensors_with_equal_name_and_shape_are_equal()
    {
        new TensorSpec("t", [2, 3]).Should().Be(new TensorSpec("t", new List<long> { 2, 3 }));
        new TensorSpec("t", [2, 3]).Should().NotBe(new TensorSpec("t", [3, 2]));
        new TensorSpec("t", [2, 3]).Should().NotBe(new TensorSpec("u", [2, 3]));
        new TensorSpec("t", [2, 3]).GetHashCode().Should().Be(new TensorSpec("t", [2, 3]).GetHashCode());
    }

    [Fact]
    public void The_shape_is_copied()
    {
        long[] shape = [2, 3];
        var tensor = new TensorSpec("t", shape);

        shape[0] = 9;

        tensor.Shape.Should().Equal(2, 3);
        tensor.ToString().Should().Be("t [2, 3]");
    }

    [Fact]
    public void A_default_TensorSpec_has_no_name_and_no_dimensions()
    {
        default(TensorSpec).Name.Should().BeEmpty();
        default(TensorSpec).Shape.Should().BeEmpty();
        default(TensorSpec).ElementCount.Should().Be(1);
    }

    [Fact]
    public void A_name_and_a_shape_are_needed_and_no_dimension_is_negative()
    {
        Throws<ArgumentNullException>(() => new TensorSpec(null!, []), parameter: "name");
        Throws<ArgumentNullException>(() => new TensorSpec("t", null!), parameter: "shape");
        Throws<ArgumentOutOfRangeException>(() => new TensorSpec("t", [1, -1]), parameter: "shape");
    }
}
