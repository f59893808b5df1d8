namespace Petals.Mixtral.Config.Tests;

/// <summary>These tests set a variable of the process, so they run alone.</summary>
[Collection(nameof(ProcessEnvironment))]
public sealed class ClientConfigTests : IDisposable
{
    public void Dispose() => Environment.SetEnvironmentVariable("PETALS_MAX_RETRIES", null);

    [Theory]
    [InlineData("7", 7)]
    [InlineData(" 1_000 ", 1000)]
    [InlineData("+7", 7)]
    [InlineData("0", 0)]
    public void FromJson_takes_max_retries_from_PETALS_MAX_RETRIES(string variable, int expected)
    {
        Environment.SetEnvironmentVariable("PETALS_MAX_RETRIES", variable);

        Read("{}").MaxRetries.Should().Be(expected);
        Read("""{"max_retries": null}""").MaxRetries.Should().BeNull();
        Read("""{"max_retries": 3}""").MaxRetries.Should().Be(3);
    }

    [Theory]
    [InlineData("7")]
    [InlineData("many")]
    public void A_new_config_does_not_read_the_environment(string variable)
    {
        Environment.SetEnvironmentVariable("PETALS_MAX_RETRIES", variable);

        new ClientConfig().MaxRetries.Should().BeNull();
        new DistributedMixtralConfig().MaxRetries.Should().BeNull();
        new DistributedMixtralConfig().Validate().Should().BeEmpty();
    }

    [Theory]
    [InlineData("many")]
    [InlineData("1.5")]
    [InlineData("2147483648")]
    public void A_PETALS_MAX_RETRIES_that_is_not_an_integer_is_an_error_when_the_config_is_read(string variable)
    {
        Environment.SetEnvironmentVariable("PETALS_MAX_RETRIES", variable);

        Throws<PretrainedConfigException>(
            () => Read("{}"),
            $"The environment variable PETALS_MAX_RETRIES is '{variable}'; it must be an integer of 32 bits. "
                + "Correct it, or unset it."
        );
        Read("""{"max_retries": 3}""").MaxRetries.Should().Be(3);
    }

    [Fact]
    public void A_value_from_the_environment_is_described_as_such_and_not_written_to_files()
    {
        Environment.SetEnvironmentVariable("PETALS_MAX_RETRIES", "5");

        DistributedMixtralConfig config = Read("{}");

        MaxRetriesOf(config).Should().BeEquivalentTo(new { Value = "5", Origin = SettingOrigin.Environment });
        config.ToJsonString().Should().NotContain("max_retries");
        config.ToJsonString(useDiff: false).Should().NotContain("max_retries");
        config.UpdateFromString("max_pinged=4").ToJsonString().Should().NotContain("max_retries");
        (config with { MaxRetries = 6 }).ToJsonString().Should().Contain("\"max_retries\": 6");
    }

    [Fact]
    public void Null_that_replaces_a_value_from_the_environment_is_written_and_read_back()
    {
        Environment.SetEnvironmentVariable("PETALS_MAX_RETRIES", "5");

        DistributedMixtralConfig config = Read("{}") with { MaxRetries = null };

        config.ToJsonString().Should().Contain("\"max_retries\": null");
        MaxRetriesOf(config).Origin.Should().Be(SettingOrigin.Option);
        Read(config.ToJsonString()).MaxRetries.Should().BeNull();
    }

    [Fact]
    public void FromPretrained_takes_max_retries_from_the_environment_of_its_options()
    {
        using var directory = new TempDirectory();
        directory.Write("config.json", TinyConfig.Json);
        var options = new PretrainedLoadOptions
        {
            Environment = ConfigEnvironment.Create(new Dictionary<string, string> { ["PETALS_MAX_RETRIES"] = "9" }),
        };

        DistributedMixtralConfig config = DistributedMixtralConfig.FromPretrained(directory.Path, options: options);

        config.MaxRetries.Should().Be(9);
        config.UpdateFromString("max_pinged=4").MaxRetries.Should().Be(9);
        config.SavePretrained(directory.Combine("saved"));
        File.ReadAllText(directory.Combine("saved/config.json")).Should().NotContain("max_retries");
    }

    [Fact]
    public void RequireDhtPrefix_returns_an_empty_prefix() =>
        new DistributedMixtralConfig { DhtPrefix = "" }
            .RequireDhtPrefix()
            .Should()
            .BeEmpty();

    private static ConfigSetting MaxRetriesOf(DistributedMixtralConfig config) =>
        config.DescribeSettings().Single(setting => setting.Key == "max_retries");
}
