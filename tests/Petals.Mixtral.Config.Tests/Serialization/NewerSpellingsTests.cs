namespace Petals.Mixtral.Config.Tests.Serialization;

/// <summary>Changes of configs whose files were written by transformers 5.</summary>
public sealed class NewerSpellingsTests
{
    private static readonly DistributedMixtralConfig Version5 = Read(
        """{"dtype": "float16", "num_experts": 4, "rope_parameters": {"rope_type": "default", "rope_theta": 500000}}"""
    );

    [Fact]
    public void A_change_and_an_update_set_both_the_old_and_the_newer_key()
    {
        DistributedMixtralConfig changed = Version5 with
        {
            TorchDtype = TorchDtype.BFloat16,
            NumLocalExperts = 16,
            RopeTheta = 10000,
        };

        changed
            .ToJsonString()
            .Should()
            .Contain("\"dtype\": \"bfloat16\"")
            .And.Contain("\"torch_dtype\": \"bfloat16\"")
            .And.Contain("\"num_experts\": 16")
            .And.Contain("\"num_local_experts\": 16")
            .And.Contain("  \"rope_theta\": 10000.0,")
            .And.Contain("    \"rope_theta\": 10000.0,\n    \"rope_type\": \"default\"");
        changed.ExtraAttributes["rope_parameters"].GetProperty("rope_theta").GetDouble().Should().Be(10000);
        Read(changed.ToJsonString()).Should().Be(changed with { TransformersVersion = "4.43.1" });
        Read(Version5.UpdateFromString("torch_dtype=bfloat16,num_local_experts=16,rope_theta=10000").ToJsonString())
            .Should()
            .Be(changed with { TransformersVersion = "4.43.1" });
    }

    [Fact]
    public void The_theta_of_given_parameters_is_used()
    {
        var config = new DistributedMixtralConfig
        {
            ExtraAttributes = Extra("rope_parameters", """{"rope_theta": 5}"""),
        };

        config.RopeTheta.Should().Be(5);
        (config with { RopeTheta = 6 })
            .ExtraAttributes["rope_parameters"]
            .GetRawText()
            .Should()
            .Be("""{"rope_theta": 6.0}""");
        (Read("""{"rope_parameters": {"rope_type": "default"}}""") with { RopeTheta = 5 })
            .ToJsonString()
            .Should()
            .Contain("\"rope_parameters\": {\n    \"rope_type\": \"default\"\n  }")
            .And.Contain("\"rope_theta\": 5.0");
    }

    [Theory]
    [InlineData("5", "the extra attributes, $.rope_parameters: expected an object, or null, found 5.*")]
    [InlineData(
        """{"rope_theta": "x"}""",
        "the extra attributes, $.rope_parameters.rope_theta: expected a number, found \"x\".*"
    )]
    public void Given_parameters_of_the_wrong_kind_are_refused(string json, string message) =>
        Throws<ArgumentException>(
            () => new MixtralConfig { ExtraAttributes = Extra("rope_parameters", json) },
            message
        );
}
