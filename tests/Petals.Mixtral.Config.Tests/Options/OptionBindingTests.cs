using Microsoft.Extensions.Configuration;
using Petals.Mixtral.Config.Tests.Support;

namespace Petals.Mixtral.Config.Tests.Options;

public sealed class OptionBindingTests
{
    [Fact]
    public void The_options_of_the_model_itself_are_bound()
    {
        var options = new DistributedMixtralOptions();

        options.Bind(
            TinyOptions.Section(
                """
                {"ModelNameOrPath": "a/b", "Revision": "v2", "CacheDirectory": "cache", "Subfolder": "sub", "ConfigFileName": "my.json", "Token": "hf_secret",
                "Endpoint": "https://hub.example", "LocalFilesOnly": true, "ForceDownload": "True", "DownloadTimeout": 30, "DhtPrefix": "swarm"}
                """
            )
        );

        options
            .Should()
            .BeEquivalentTo(
                new DistributedMixtralOptions
                {
                    ModelNameOrPath = "a/b",
                    Revision = "v2",
                    CacheDirectory = "cache",
                    Subfolder = "sub",
                    ConfigFileName = "my.json",
                    Token = "hf_secret",
                    Endpoint = new Uri("https://hub.example"),
                    LocalFilesOnly = true,
                    ForceDownload = true,
                    DownloadTimeout = TimeSpan.FromSeconds(30),
                    DhtPrefix = "swarm",
                }
            );
    }

    [Fact]
    public void Null_leaves_the_options_of_the_model_itself_as_they_are()
    {
        DistributedMixtralOptions options = TinyOptions.New();
        options.DhtPrefix = "mine";

        options.Bind(
            TinyOptions.Section(
                """{"ModelNameOrPath": null, "Revision": null, "LocalFilesOnly": null, "DhtPrefix": null, "Client": null, "Model": {}}"""
            )
        );

        options.Build().DhtPrefix.Should().Be("mine");
    }

    [Fact]
    public void A_section_that_does_not_exist_says_nothing()
    {
        DistributedMixtralOptions options = TinyOptions.New();

        options.Bind(new ConfigurationBuilder().Build().GetSection("Petals"));

        options.Build().Should().Be(TinyOptions.New().Build());
        FluentActions.Invoking(() => options.Bind(null!)).Should().Throw<ArgumentNullException>();
    }

    [Fact]
    public void A_later_source_wins_over_an_earlier_one_key_by_key()
    {
        DistributedMixtralConfig config = TinyOptions
            .Bound(
                """{"Client": {"MaxRetries": 3, "MaxPinged": 4, "ActiveAdapter": "a"}}""",
                """{"Client": {"MaxPinged": 5, "ActiveAdapter": null}}"""
            )
            .Build();

        config.MaxRetries.Should().Be(3);
        config.MaxPinged.Should().Be(5);
        config.ActiveAdapter.Should().BeNull();
    }

    [Fact]
    public void Lists_of_several_sources_are_merged_by_index_as_everywhere_in_NET() =>
        TinyOptions
            .Bound("""{"Client": {"AllowedServers": ["a", "b", "c"]}}""", """{"Client": {"AllowedServers": ["x"]}}""")
            .Build()
            .AllowedServers.Should()
            .Equal("x", "b", "c");

    [Fact]
    public void A_list_of_more_than_ten_items_keeps_its_order()
    {
        string[] peers = [.. Enumerable.Range(0, 12).Select(i => $"peer{i}")];

        TinyOptions
            .Bound($$"""{"Client": {"InitialPeers": ["{{string.Join("\", \"", peers)}}"]} }""")
            .Build()
            .InitialPeers.Should()
            .Equal(peers);
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("\"\"")]
    public void An_empty_list_is_empty_and_does_not_mean_the_default(string empty)
    {
        DistributedMixtralConfig config = TinyOptions
            .Bound(
                $$$"""{"Client": {"InitialPeers": {{{empty}}}, "AllowedServers": {{{empty}}}}, "Model": {"EosTokenId": {{{empty}}}, "Architectures": {{{empty}}}}}"""
            )
            .Build();

        config.InitialPeers.Should().BeEmpty();
        config.AllowedServers.Should().BeEmpty();
        config.Architectures.Should().BeEmpty();
        config.EosTokenId.Should().Be(TokenIds.Create([]));
    }

    [Theory]
    [InlineData("7", false)]
    [InlineData("\"7\"", false)]
    [InlineData("[7]", true)]
    public void One_token_id_and_a_list_of_one_are_different(string json, bool isList) =>
        TinyOptions
            .Bound($$$"""{"Model": {"EosTokenId": {{{json}}}}}""")
            .Build()
            .EosTokenId.Should()
            .Be(isList ? TokenIds.Create([7]) : new TokenIds(7));

    [Fact]
    public void A_text_that_is_empty_says_null_where_no_text_would_do_and_itself_where_one_does()
    {
        DistributedMixtralOptions options = TinyOptions.New();
        options.Bind(TinyOptions.Texts(("Client:MaxRetries", "3"), ("Model:TorchDtype", "float16")));

        options.Bind(
            TinyOptions.Texts(
                ("Client:MaxRetries", ""),
                ("Model:TorchDtype", ""),
                ("PTune:TuningMode", ""),
                ("Client:ActiveAdapter", "")
            )
        );

        DistributedMixtralConfig config = options.Build();
        config.MaxRetries.Should().BeNull();
        config.TorchDtype.Should().BeNull();
        config.TuningMode.Should().BeNull();
        config.ActiveAdapter.Should().BeEmpty();
    }

    [Fact]
    public void The_command_line_is_a_source_like_any_other()
    {
        IConfigurationRoot root = new ConfigurationBuilder()
            .AddJsonStream(new MemoryStream(Encoding.UTF8.GetBytes("""{"Petals": {"Client": {"MaxRetries": 1}}}""")))
            .AddCommandLine(["--Petals:Client:MaxRetries=3", "--Petals:Client:InitialPeers:0", "a"])
            .Build();
        DistributedMixtralOptions options = TinyOptions.New();

        options.Bind(root.GetSection("Petals"));

        options.Build().MaxRetries.Should().Be(3);
        options.Build().InitialPeers.Should().Equal("a");
    }

    [Fact]
    public void Customize_wins_over_the_configuration_which_wins_over_config_json()
    {
        DistributedMixtralOptions options = TinyOptions.Bound("""{"Client": {"MaxRetries": 3, "MaxPinged": 4}}""");
        options.Customize = config => config with { MaxPinged = config.MaxPinged + 1 };

        DistributedMixtralConfig config = options.Build();

        config.MaxRetries.Should().Be(3);
        config.MaxPinged.Should().Be(5);
        config
            .DescribeSettings()
            .Where(setting => setting.Key is "max_retries" or "max_pinged")
            .Should()
            .OnlyContain(setting => setting.Origin == SettingOrigin.Option);
    }

    [Fact]
    public void Several_functions_in_Customize_run_in_the_order_in_which_they_were_set()
    {
        DistributedMixtralOptions options = TinyOptions.New();
        options.Customize = config => config with { MaxPinged = 5 };
        options.Customize = config => config with { MaxPinged = 2 * config.MaxPinged };
        options.Customize += config => config with { MaxPinged = config.MaxPinged + 1 };

        options.Build().MaxPinged.Should().Be(11);
        options.Customize = null;
        options.Build().MaxPinged.Should().Be(TinyOptions.New().Build().MaxPinged);
    }

    [Fact]
    public void A_function_in_Customize_that_returns_null_is_an_error()
    {
        DistributedMixtralOptions options = TinyOptions.New();
        options.Customize = _ => null!;

        options
            .Invoking(it => it.Build())
            .Should()
            .Throw<InvalidOperationException>()
            .WithMessage("Customize returned null.");
    }
}
