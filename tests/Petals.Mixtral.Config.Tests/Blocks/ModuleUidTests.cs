namespace Petals.Mixtral.Config.Tests.Blocks;

public sealed class ModuleUidTests
{
    [Fact]
    public void A_block_is_named_by_the_prefix_and_its_index()
    {
        DistributedMixtralConfig config = PublishedModels.Load(PublishedModels.Mixtral8x7B);

        config.GetModuleUid(31).ToString().Should().Be("mistralai/Mixtral-8x7B-v0-1.31");
        config.Client.GetModuleUid(0).Should().Be(new ModuleUid("mistralai/Mixtral-8x7B-v0-1", 0));
        config
            .Blocks.Select(block => block.ModuleUid)
            .Should()
            .Equal(Enumerable.Range(0, 32).Select(index => (ModuleUid?)config.GetModuleUid(index)));
        config.RequireDhtPrefix().Should().Be("mistralai/Mixtral-8x7B-v0-1");
    }

    [Fact]
    public void A_module_UID_is_parsed_back_from_its_text()
    {
        Gen<ModuleUid> uids =
            from prefix in Gen.String.Where(text => text.Length > 0 && text.IndexOfAny(['.', ' ']) < 0)
            from index in Gen.Int[0, int.MaxValue]
            select new ModuleUid(prefix, index);
        uids.Sample(uid =>
            ModuleUid.Parse(uid.ToString()) == uid
            && ModuleUid.TryParse(uid.ToString(), out ModuleUid parsed)
            && parsed == uid
        );
        uids.List[1, 5].Sample(chain => ModuleUid.ParseChain(ModuleUid.JoinChain(chain)).SequenceEqual(chain));
    }

    [Fact]
    public void A_text_that_is_parsed_is_the_text_of_the_module_UID() =>
        Gen.String[Gen.Char["p.0123456789 +-\0\t"], 0, 8]
            .Sample(text => !ModuleUid.TryParse(text, out ModuleUid parsed) || parsed.ToString() == text, iter: 20_000);

    [Theory]
    [InlineData("")]
    [InlineData(".")]
    [InlineData("p")]
    [InlineData("p.")]
    [InlineData(".3")]
    [InlineData("p.-1")]
    [InlineData("p.+1")]
    [InlineData("p.03")]
    [InlineData("p.00")]
    [InlineData("p.1_0")]
    [InlineData("p.3 ")]
    [InlineData("p. 3")]
    [InlineData("p.3\0")]
    [InlineData("p.3\n")]
    [InlineData("p.٣")]
    [InlineData("p.2147483648")]
    [InlineData("p.99999999999999999999")]
    [InlineData("a.b.3")]
    [InlineData("a b.3")]
    [InlineData("p.3 p.4")]
    public void A_text_that_is_not_a_module_UID_is_refused(string text)
    {
        ModuleUid.TryParse(text, out ModuleUid parsed).Should().BeFalse();
        parsed.Should().Be(default(ModuleUid));
        Throws<PretrainedConfigException>(() => ModuleUid.Parse(text), "'*' is not a module UID, such as *");
    }

    [Fact]
    public void Null_is_not_a_module_UID()
    {
        ModuleUid.TryParse(null, out _).Should().BeFalse();
        Throws<ArgumentNullException>(() => ModuleUid.Parse(null!));
        Throws<ArgumentNullException>(() => ModuleUid.ParseChain(null!));
        Throws<ArgumentNullException>(() => ModuleUid.JoinChain(null!), parameter: "uids");
        Throws<ArgumentNullException>(() => new ModuleUid(null!, 0));
    }

    [Fact]
    public void A_chain_joins_names_by_a_space()
    {
        DistributedMixtralConfig config = new() { DhtPrefix = "p" };

        ModuleUid.JoinChain([config.GetModuleUid(3), config.GetModuleUid(4)]).Should().Be("p.3 p.4");
        ModuleUid.JoinChain([]).Should().BeEmpty();
        ModuleUid.ParseChain("p.3 p.4").Should().Equal(new ModuleUid("p", 3), new ModuleUid("p", 4));
    }

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("p.3 ")]
    [InlineData(" p.3")]
    [InlineData("p.3  p.4")]
    [InlineData("p.3 p")]
    public void A_chain_with_anything_but_module_UIDs_is_refused(string chain) =>
        Throws<PretrainedConfigException>(() => ModuleUid.ParseChain(chain), "*is not a module UID*");

    [Theory]
    [InlineData("")]
    [InlineData("a.b")]
    [InlineData("a b")]
    [InlineData("mistralai/Mixtral-8x7B-v0.1")]
    public void A_prefix_that_cannot_name_a_block_is_an_error_that_shows_it(string prefix)
    {
        string expected =
            $"The DHT prefix '{prefix}' must neither be empty nor contain '.' or a space. The swarm of a public model uses its repo id with "
            + "'-' for every '.', *";
        var config = new DistributedMixtralConfig { DhtPrefix = prefix };

        Throws<PretrainedConfigException>(() => config.GetModuleUid(0), expected);
        config.Blocks[0].ModuleUid.Should().BeNull();
        Throws<PretrainedConfigException>(() => new ModuleUid(prefix, 0), expected);
    }

    [Fact]
    public void The_error_about_a_missing_prefix_contains_the_remedy()
    {
        var config = new ClientConfig();

        Throws<PretrainedConfigException>(
            () => config.GetModuleUid(0),
            "The config has no DHT prefix, *Pass dhtPrefix *The swarm of a public model uses its repo id with "
                + "'-' for every '.', *"
        );
        Throws<PretrainedConfigException>(
            () => config.RequireDhtPrefix(),
            "The config has no DHT prefix, *Pass dhtPrefix *The swarm of a public model uses its repo id with "
                + "'-' for every '.', *"
        );
    }

    [Fact]
    public void ModuleUid_throws_when_the_block_index_is_negative()
    {
        Throws<ArgumentOutOfRangeException>(() => new ModuleUid("p", -1), parameter: "blockIndex");
        new ClientConfig { DhtPrefix = "p" }
            .Invoking(it => it.GetModuleUid(-1))
            .Should()
            .Throw<ArgumentOutOfRangeException>()
            .WithParameterName("blockIndex");
    }
}
