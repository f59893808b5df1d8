using Petals.Mixtral.Config.Tests.Support;

namespace Petals.Mixtral.Config.Tests;

/// <summary>These set a variable of the test process, and so run alone.</summary>
[Collection(nameof(ProcessEnvironment))]
public sealed class ClientConfigTests : IDisposable
{
    public void Dispose() => Environment.SetEnvironmentVariable("PETALS_MAX_RETRIES", null);

    [Fact]
    public void It_retries_for_ever_unless_the_environment_says_otherwise() =>
        new ClientConfig().MaxRetries.Should().BeNull();

    [Theory]
    [InlineData("7", 7)]
    [InlineData(" 1_000 ", 1000)]
    [InlineData("0", 0)]
    public void PETALS_MAX_RETRIES_is_the_default_number_of_retries(string variable, int expected)
    {
        Environment.SetEnvironmentVariable("PETALS_MAX_RETRIES", variable);

        new ClientConfig().MaxRetries.Should().Be(expected);
        new DistributedMixtralConfig().MaxRetries.Should().Be(expected);
        DistributedMixtralConfig.FromJson("{}").MaxRetries.Should().Be(expected);
        DistributedMixtralConfig.FromJson("""{"max_retries": null}""").MaxRetries.Should().BeNull();
    }

    [Fact]
    public void A_bad_PETALS_MAX_RETRIES_fails_where_the_value_is_used_and_nowhere_else()
    {
        Environment.SetEnvironmentVariable("PETALS_MAX_RETRIES", "many");
        var config = new DistributedMixtralConfig();

        config.ToString().Should().Contain("MaxRetries = PETALS_MAX_RETRIES=many");
        config.Should().Be(new DistributedMixtralConfig());
        config.GetHashCode().Should().Be(new DistributedMixtralConfig().GetHashCode());
        config.Should().NotBe(new DistributedMixtralConfig { MaxRetries = null });
        config.ToJsonString().Should().NotContain("max_retries");
        (config with { MaxRetries = 3 }).MaxRetries.Should().Be(3);
        config
            .Invoking(it => it.MaxRetries)
            .Should()
            .Throw<PretrainedConfigException>()
            .WithMessage("*PETALS_MAX_RETRIES holds 'many'; expected an integer.*");
    }

    [Fact]
    public void What_comes_from_the_environment_is_not_written_to_files()
    {
        Environment.SetEnvironmentVariable("PETALS_MAX_RETRIES", "5");
        var config = new DistributedMixtralConfig();

        config.ToJsonString().Should().NotContain("max_retries");
        (config with { MaxRetries = 5 }).ToJsonString().Should().Contain("\"max_retries\": 5");
        config
            .DescribeSettings()
            .Single(setting => setting.Key == "max_retries")
            .Should()
            .BeEquivalentTo(new { Value = "5", Origin = SettingOrigin.Environment });
    }

    [Theory]
    [InlineData("abc", "\"abc\"")]
    [InlineData("+7", "7")]
    [InlineData(" 1_0 ", "10")]
    public void Whatever_the_variable_holds_what_is_said_of_it_is_JSON_and_updates_work(string variable, string value)
    {
        Environment.SetEnvironmentVariable("PETALS_MAX_RETRIES", variable);
        DistributedMixtralConfig config = DistributedMixtralConfig.FromJson("""{"max_retries": 5}""") with
        {
            Client = new ClientConfig(),
        };

        config.DescribeSettings().Single(setting => setting.Key == "max_retries").Value.Should().Be(value);
        DistributedMixtralConfig updated = config.Update("vocab_size", System.Text.Json.JsonElement.Parse("5"));
        updated.VocabSize.Should().Be(5);
        updated.ToJsonString().Should().NotContain("max_retries");
        config.Update("max_retries", System.Text.Json.JsonElement.Parse("3")).MaxRetries.Should().Be(3);
        config.UpdateFromString("max_retries=4").MaxRetries.Should().Be(4);
    }

    [Fact]
    public void No_limit_that_is_given_in_spite_of_the_variable_is_written_and_read_back()
    {
        Environment.SetEnvironmentVariable("PETALS_MAX_RETRIES", "5");
        DistributedMixtralConfig config = DistributedMixtralConfig.FromJson("{}") with { MaxRetries = null };

        config.ToJsonString().Should().Contain("\"max_retries\": null");
        config
            .DescribeSettings()
            .Single(setting => setting.Key == "max_retries")
            .Origin.Should()
            .Be(SettingOrigin.Option);
        DistributedMixtralConfig.FromJson(config.ToJsonString()).MaxRetries.Should().BeNull();
    }

    [Fact]
    public void A_client_that_leaves_the_limit_to_the_variable_takes_it_out_of_the_text()
    {
        Environment.SetEnvironmentVariable("PETALS_MAX_RETRIES", "5");
        DistributedMixtralConfig config = DistributedMixtralConfig.FromJson("""{"max_retries": 3}""") with
        {
            Client = new ClientConfig(),
        };

        config.MaxRetries.Should().Be(5);
        config.ToJsonString().Should().NotContain("max_retries");
        config
            .Update("hidden_size", System.Text.Json.JsonElement.Parse("4096"))
            .ToJsonString()
            .Should()
            .Be(config.ToJsonString());
    }

    [Fact]
    public void The_variable_counts_as_it_was_when_the_record_was_made()
    {
        Environment.SetEnvironmentVariable("PETALS_MAX_RETRIES", "5");
        var config = new ClientConfig();
        Environment.SetEnvironmentVariable("PETALS_MAX_RETRIES", "6");

        config.MaxRetries.Should().Be(5);
        config.Should().Be(new ClientConfig { MaxRetries = 5 });
        config.Should().NotBe(new ClientConfig());
    }

    [Fact]
    public void A_loaded_config_takes_the_variable_from_the_environment_of_its_options()
    {
        using var directory = new TempDirectory();
        directory.Write("config.json", TinyConfig.Json);
        var options = new PretrainedLoadOptions
        {
            Environment = ConfigEnvironment.Of(new Dictionary<string, string> { ["PETALS_MAX_RETRIES"] = "9" }),
        };

        DistributedMixtralConfig config = DistributedMixtralConfig.FromPretrained(directory.Path, options: options);

        config.MaxRetries.Should().Be(9);
        config.UpdateFromString("max_pinged=4").MaxRetries.Should().Be(9);
    }

    [Fact]
    public void The_public_peers_that_need_no_IPv6_are_a_subset_in_the_same_order()
    {
        PublicInitialPeers.All.Should().HaveCount(6);
        PublicInitialPeers
            .IPv4Only.Should()
            .Equal(PublicInitialPeers.All.Where(peer => !peer.StartsWith("/dns6/", StringComparison.Ordinal)));
    }

    [Fact]
    public void A_missing_prefix_is_an_error_with_the_remedy_where_it_is_required()
    {
        var config = new DistributedMixtralConfig();

        config
            .Invoking(it => it.RequireDhtPrefix())
            .Should()
            .Throw<PretrainedConfigException>()
            .WithMessage("*FromPretrained(path, dhtPrefix: *with { DhtPrefix = *");
        (config with { DhtPrefix = "" }).RequireDhtPrefix().Should().BeEmpty();
    }
}
