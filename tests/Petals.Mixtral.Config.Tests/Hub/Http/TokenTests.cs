using Petals.Mixtral.Config.Tests.Support;

namespace Petals.Mixtral.Config.Tests.Hub.Http;

/// <summary>Where the access token comes from, and which place counts before which.</summary>
public sealed class TokenTests
{
    /// <summary>Every place, the one that counts most first. Each is taken away in turn, and the next one
    /// counts.</summary>
    [Fact]
    public async Task The_option_counts_before_the_variables_and_these_before_the_files()
    {
        await using HubFixture fixture = await HubFixture.WithTinyModelAsync();
        fixture.Variables["HF_TOKEN"] = "hf_variable";
        fixture.Variables["HUGGING_FACE_HUB_TOKEN"] = "hf_older_variable";
        fixture.Variables["HF_TOKEN_PATH"] = fixture.Directory.Write("own-token", "hf_own_file");
        fixture.Variables["HF_HOME"] = fixture.Directory.Combine("home");
        fixture.Variables["XDG_CACHE_HOME"] = fixture.Directory.Combine("xdg");
        fixture.Directory.Write("home/token", "hf_home_file");
        fixture.Directory.Write("xdg/huggingface/token", "hf_xdg_file");
        fixture.Directory.Write(".cache/huggingface/token", "hf_user_file");

        Sent(fixture, fixture.Options with { Token = "hf_option" }).Should().Be("Bearer hf_option");
        (string? Without, string Expected)[] steps =
        [
            (null, "hf_variable"),
            ("HF_TOKEN", "hf_older_variable"),
            ("HUGGING_FACE_HUB_TOKEN", "hf_own_file"),
            ("HF_TOKEN_PATH", "hf_home_file"),
            ("HF_HOME", "hf_xdg_file"),
            ("XDG_CACHE_HOME", "hf_user_file"),
        ];
        foreach ((string? without, string expected) in steps)
        {
            fixture.Variables.Remove(without ?? "");
            Sent(fixture, fixture.Options).Should().Be($"Bearer {expected}", "without {0}", without);
        }

        File.Delete(fixture.Directory.Combine(".cache", "huggingface", "token"));
        Sent(fixture, fixture.Options).Should().BeNull();
    }

    [Theory]
    [InlineData("1", true)]
    [InlineData("on", true)]
    [InlineData("yes", true)]
    [InlineData("true", true)]
    [InlineData("TRUE", true)]
    [InlineData("0", false)]
    [InlineData("off", false)]
    [InlineData("2", false)]
    [InlineData("garbage", false)]
    [InlineData(" ", false)]
    public async Task A_variable_switches_off_every_token_but_the_option(string value, bool isOff)
    {
        await using HubFixture fixture = await HubFixture.WithTinyModelAsync();
        fixture.Variables["HF_HUB_DISABLE_IMPLICIT_TOKEN"] = value;
        fixture.Variables["HUGGING_FACE_HUB_TOKEN"] = "hf_variable";
        fixture.Directory.Write(".cache/huggingface/token", "hf_file");

        Sent(fixture, fixture.Options).Should().Be(isOff ? null : "Bearer hf_variable");
        fixture.Variables.Remove("HUGGING_FACE_HUB_TOKEN");
        Sent(fixture, fixture.Options).Should().Be(isOff ? null : "Bearer hf_file");
        Sent(fixture, fixture.Options with { Token = "hf_option" }).Should().Be("Bearer hf_option");
    }

    [Theory]
    [InlineData("hf_x\n")]
    [InlineData("hf_x\r\n")]
    [InlineData(" \thf_x \n\n")]
    [InlineData("\uFEFFhf_x")]
    [InlineData("\uFEFF hf_x\n")]
    public async Task White_space_and_a_byte_order_mark_around_a_token_do_not_count(string value)
    {
        await using HubFixture fixture = await HubFixture.WithTinyModelAsync();

        Sent(fixture, fixture.Options with { Token = value }).Should().Be("Bearer hf_x");
        fixture.Variables["HF_TOKEN"] = value;
        Sent(fixture, fixture.Options).Should().Be("Bearer hf_x");
        fixture.Variables.Clear();
        fixture.Directory.Write(".cache/huggingface/token", value);
        Sent(fixture, fixture.Options).Should().Be("Bearer hf_x");
    }

    [Theory]
    [InlineData("")]
    [InlineData("  \n")]
    [InlineData("\uFEFF\n")]
    public async Task A_blank_token_is_none(string value)
    {
        await using HubFixture fixture = await HubFixture.WithTinyModelAsync();
        fixture.Variables["HF_TOKEN"] = value;
        fixture.Variables["HUGGING_FACE_HUB_TOKEN"] = value;
        fixture.Directory.Write(".cache/huggingface/token", value);

        Sent(fixture, fixture.Options with { Token = value }).Should().BeNull();
        fixture.Variables["HUGGING_FACE_HUB_TOKEN"] = "hf_next";
        Sent(fixture, fixture.Options with { Token = value }).Should().Be("Bearer hf_next");
    }

    [Fact]
    public async Task A_file_that_is_cached_needs_no_token_so_none_is_looked_for()
    {
        await using HubFixture fixture = await HubFixture.WithTinyModelAsync();
        fixture.Cache.Ref("main", HubCacheBuilder.Commit).File("config.json", TinyConfig.Json);
        var asked = new List<string>();
        var environment = new ConfigEnvironment(
            name =>
            {
                asked.Add(name);
                return name.Contains("TOKEN", StringComparison.Ordinal) ? "no token\r\n" : null;
            },
            fixture.Directory.Path
        );

        DistributedMixtralConfig.FromPretrained(
            HubCacheBuilder.Repo,
            options: fixture.Options with
            {
                Environment = environment,
                Token = "no token",
            }
        );

        asked.Should().NotContain(name => name.Contains("TOKEN", StringComparison.Ordinal));
        fixture.Hub.Requests.Should().BeEmpty();
    }

    /// <summary>The token of the first request for a model that is not cached.</summary>
    private static string? Sent(HubFixture fixture, PretrainedLoadOptions options)
    {
        fixture.Hub.Requests.Clear();
        DistributedMixtralConfig.FromPretrained(HubCacheBuilder.Repo, options: options with { ForceDownload = true });
        return fixture.Hub.Requests.Select(request => request.Authorization).Distinct().Should().ContainSingle().Which;
    }
}
