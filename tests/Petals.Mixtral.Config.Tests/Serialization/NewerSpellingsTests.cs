using System.Text.Json;
using Microsoft.Extensions.Logging;
using Petals.Mixtral.Config.Tests.Support;

namespace Petals.Mixtral.Config.Tests.Serialization;

/// <summary>Files of transformers 5.</summary>
public sealed class NewerSpellingsTests
{
    private const string Version5 = """
        {
          "dtype": "float16",
          "head_dim": 96,
          "num_experts": 4,
          "rope_parameters": {
            "rope_type": "default",
            "rope_theta": 500000
          }
        }
        """;

    [Fact]
    public void They_mean_what_they_say()
    {
        DistributedMixtralConfig config = DistributedMixtralConfig.FromJson(Version5);

        config.TorchDtype.Should().Be(TorchDtype.Float16);
        config.HeadDim.Should().Be(96);
        config.NumLocalExperts.Should().Be(4);
        config.RopeTheta.Should().Be(500000);
        config.ExtraAttributes.Keys.Should().Equal("rope_parameters");
    }

    [Fact]
    public void They_stay_and_the_spelling_that_Petals_reads_is_added()
    {
        string text = DistributedMixtralConfig.FromJson(Version5).ToJsonString();

        text.Should()
            .Contain("\"dtype\": \"float16\"")
            .And.Contain("\"torch_dtype\": \"float16\"")
            .And.Contain("\"num_experts\": 4")
            .And.Contain("\"num_local_experts\": 4")
            .And.Contain("\"rope_theta\": 500000,")
            .And.Contain("    \"rope_theta\": 500000,\n    \"rope_type\": \"default\"");
        DistributedMixtralConfig.FromJson(text).ToJsonString().Should().Be(text);
    }

    [Theory]
    [InlineData(
        """{"rope_parameters": {"rope_theta": 2}, "rope_parameters": {"rope_theta": 5}, "rope_parameterz": {}}"""
    )]
    [InlineData("""{"rope_parameters": {"rope_theta": 2}, "rope_\u0070arameters": {"rope_theta": 5}}""")]
    public void Of_parameters_that_stand_twice_the_last_count_however_their_name_is_spelled(string json)
    {
        DistributedMixtralConfig config = DistributedMixtralConfig.FromJson(json);

        config.RopeTheta.Should().Be(5);
        config.ExtraAttributes["rope_parameters"].GetRawText().Should().Be("""{"rope_theta": 5}""");
    }

    [Fact]
    public void Both_spellings_are_kept_in_step_with_a_change()
    {
        DistributedMixtralConfig changed = DistributedMixtralConfig.FromJson(Version5) with
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
        DistributedMixtralConfig
            .FromJson(changed.ToJsonString())
            .Should()
            .Be(changed with { TransformersVersion = "4.43.1" });
    }

    [Fact]
    public void Parameters_that_are_given_bring_their_theta_along()
    {
        DistributedMixtralConfig config = new()
        {
            ExtraAttributes = new Dictionary<string, JsonElement>
            {
                ["rope_parameters"] = JsonElement.Parse("""{"rope_theta": 5}"""),
            },
        };

        config.RopeTheta.Should().Be(5);
        (config with { RopeTheta = 6 })
            .ExtraAttributes["rope_parameters"]
            .GetRawText()
            .Should()
            .Be("""{"rope_theta": 6.0}""");
        FluentActions
            .Invoking(() =>
                new MixtralConfig
                {
                    ExtraAttributes = new Dictionary<string, JsonElement>
                    {
                        ["rope_parameters"] = JsonElement.Parse("5"),
                    },
                }
            )
            .Should()
            .Throw<ArgumentException>()
            .WithMessage("the extra attributes, $.rope_parameters: expected an object, or null, found 5.*");
        FluentActions
            .Invoking(() =>
                new MixtralConfig
                {
                    ExtraAttributes = new Dictionary<string, JsonElement>
                    {
                        ["rope_parameters"] = JsonElement.Parse("""{"rope_theta": "x"}"""),
                    },
                }
            )
            .Should()
            .Throw<ArgumentException>()
            .WithMessage("the extra attributes, $.rope_parameters.rope_theta: expected a number, found \"x\".*");
    }

    [Fact]
    public void An_update_by_either_key_keeps_both_in_step()
    {
        DistributedMixtralConfig updated = DistributedMixtralConfig
            .FromJson(Version5)
            .UpdateFromString("torch_dtype=bfloat16,num_local_experts=16,rope_theta=10000");

        DistributedMixtralConfig
            .FromJson(updated.ToJsonString())
            .Should()
            .BeEquivalentTo(
                new
                {
                    TorchDtype = TorchDtype.BFloat16,
                    NumLocalExperts = 16,
                    RopeTheta = 10000.0,
                }
            );
        updated.Update("dtype", JsonElement.Parse("\"float64\"")).TorchDtype.Should().Be(TorchDtype.Float64);
        updated.Update("num_experts", JsonElement.Parse("2")).NumLocalExperts.Should().Be(2);
    }

    [Fact]
    public void What_else_the_parameters_say_is_part_of_the_value()
    {
        DistributedMixtralConfig config = DistributedMixtralConfig.FromJson(
            """{"rope_parameters": {"rope_type": "yarn", "factor": 4}}"""
        );

        config.Should().NotBe(new DistributedMixtralConfig());
        config.DescribeSettings().Should().ContainSingle(setting => setting.Key == "rope_parameters");
    }

    [Theory]
    [InlineData(
        """{"dtype": "float16", "torch_dtype": "bfloat16"}""",
        "torch_dtype",
        "\"float16\"",
        "dtype and torch_dtype differ; dtype is used."
    )]
    [InlineData(
        """{"num_experts": 4, "num_local_experts": 8}""",
        "num_local_experts",
        "4",
        "num_experts and num_local_experts differ; num_experts is used."
    )]
    [InlineData(
        """{"rope_parameters": {"rope_theta": 5.0}, "rope_theta": 6.0}""",
        "rope_theta",
        "5.0",
        "rope_parameters and rope_theta differ; rope_parameters is used."
    )]
    public void A_conflict_is_decided_for_the_newer_spelling_and_logged(
        string json,
        string key,
        string value,
        string warning
    )
    {
        using var directory = new TempDirectory();
        using var log = new RecordingLoggerFactory();
        string file = directory.Write("config.json", json.Insert(1, "\"model_type\": \"mixtral\", "));

        DistributedMixtralConfig config = DistributedMixtralConfig.FromPretrained(
            directory.Path,
            options: new PretrainedLoadOptions { LoggerFactory = log }
        );

        log.Entries.Should().Equal((LogLevel.Warning, $"{file}: {warning}"));
        config.DescribeSettings().Single(setting => setting.Key == key).Value.Should().Be(value);
    }

    [Theory]
    [InlineData("""{"dtype": "torch.bfloat16", "torch_dtype": "bfloat16"}""")]
    [InlineData("""{"dtype": null, "torch_dtype": "bfloat16"}""")]
    [InlineData("""{"num_experts": 8.0, "num_local_experts": 8}""")]
    [InlineData("""{"num_experts": null}""")]
    [InlineData("""{"rope_parameters": {"rope_theta": 1e6}, "rope_theta": 1000000}""")]
    [InlineData("""{"rope_parameters": {"rope_type": "default"}}""")]
    [InlineData("""{"rope_parameters": null}""")]
    public void Two_spellings_of_the_same_are_no_conflict(string json)
    {
        using var directory = new TempDirectory();
        using var log = new RecordingLoggerFactory();
        directory.Write("config.json", json.Insert(1, "\"model_type\": \"mixtral\", "));

        DistributedMixtralConfig config = DistributedMixtralConfig.FromPretrained(
            directory.Path,
            options: new PretrainedLoadOptions { LoggerFactory = log }
        );

        log.Entries.Should().BeEmpty();
        config.Should().BeEquivalentTo(new { NumLocalExperts = 8, RopeTheta = 1000000.0 });
    }

    [Fact]
    public void Spellings_that_agree_keep_their_own_number_forms() =>
        DistributedMixtralConfig
            .FromJson(
                """{"rope_theta": 1000000, "rope_parameters": {"rope_theta": 1000000.0}, "num_local_experts": 8, "num_experts": 8.0}"""
            )
            .ToJsonString()
            .Should()
            .Contain("  \"rope_theta\": 1000000,")
            .And.Contain("    \"rope_theta\": 1000000.0")
            .And.Contain("\"num_local_experts\": 8,")
            .And.Contain("\"num_experts\": 8.0");

    [Fact]
    public void An_older_spelling_that_is_null_gives_way()
    {
        DistributedMixtralConfig config = DistributedMixtralConfig.FromJson(
            """{"rope_theta": null, "rope_parameters": {"rope_theta": 5}, "num_local_experts": null, "num_experts": 4, "torch_dtype": null, "dtype": "half"}"""
        );

        config
            .Should()
            .BeEquivalentTo(
                new
                {
                    RopeTheta = 5.0,
                    NumLocalExperts = 4,
                    TorchDtype = TorchDtype.Float16,
                }
            );
    }

    [Fact]
    public void A_theta_that_is_not_in_the_parameters_is_not_put_there() =>
        (DistributedMixtralConfig.FromJson("""{"rope_parameters": {"rope_type": "default"}}""") with { RopeTheta = 5 })
            .ToJsonString()
            .Should()
            .Contain("\"rope_parameters\": {\n    \"rope_type\": \"default\"\n  }")
            .And.Contain("\"rope_theta\": 5.0");

    [Fact]
    public void A_constant_is_kept_in_its_own_form_but_for_a_number_that_Petals_reads() =>
        DistributedMixtralConfig
            .FromJson("""{"rope_theta": {"__float__": "Infinity"}, "x": {"__float__": "NaN"}}""")
            .ToJsonString()
            .Should()
            .Contain("\"rope_theta\": Infinity,")
            .And.Contain("\"x\": {\n    \"__float__\": \"NaN\"\n  }");
}
