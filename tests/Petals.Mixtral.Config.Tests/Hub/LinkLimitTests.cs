using Petals.Mixtral.Config.Tests.Support;

namespace Petals.Mixtral.Config.Tests.Hub;

/// <summary>As many links are followed as Linux follows, and no more.</summary>
public sealed class LinkLimitTests : IDisposable
{
    private readonly TempDirectory _directory = new();

    private HubCacheBuilder Builder => new(_directory);

    public void Dispose() => _directory.Dispose();

    [Fact]
    [Needs(SystemFeature.Links)]
    public void In_the_cache_40_links_are_followed()
    {
        Builder.Ref("main", HubCacheBuilder.Commit).File("end.json", TinyConfig.Json);
        Chain(40, Path.GetDirectoryName(Builder.PathOf("end.json"))!);

        DistributedMixtralConfig
            .FromPretrained(HubCacheBuilder.Repo, options: Builder.Options)
            .HiddenSize.Should()
            .Be(64);
    }

    [Fact]
    [Needs(SystemFeature.Links)]
    public void In_the_cache_41_links_are_too_many()
    {
        Builder.Ref("main", HubCacheBuilder.Commit).File("end.json", TinyConfig.Json);
        Chain(41, Path.GetDirectoryName(Builder.PathOf("end.json"))!);

        FluentActions
            .Invoking(() => DistributedMixtralConfig.FromPretrained(HubCacheBuilder.Repo, options: Builder.Options))
            .Should()
            .Throw<ConfigFormatException>()
            .WithMessage(
                $"The config file '{Builder.PathOf("config.json")}' could not be read: "
                    + $"'{Builder.PathOf("config.json")}' could not be opened: *"
            );
    }

    [Fact]
    [Needs(SystemFeature.Links)]
    public void On_this_machine_as_many_are_followed_as_the_system_follows()
    {
        _directory.Write("end.json", TinyConfig.Json);
        Chain(40, _directory.Path);

        DistributedMixtralConfig
            .FromPretrained(_directory.Path)
            .LoadedFrom.Should()
            .Be(_directory.Combine("config.json"));
        SymbolicLinks.ToFile(_directory.Combine("more.json"), "config.json");
        FluentActions
            .Invoking(() => DistributedMixtralConfig.FromPretrained(_directory.Combine("more.json")))
            .Should()
            .Throw<PretrainedConfigException>();
    }

    /// <summary>Makes config.json the first of some links, the last of which leads to end.json.</summary>
    private static void Chain(int links, string directory)
    {
        for (int i = 1; i <= links; i++)
        {
            SymbolicLinks.ToFile(
                Path.Combine(directory, i == 1 ? "config.json" : $"{i}.json"),
                i == links ? "end.json" : $"{i + 1}.json"
            );
        }
    }
}
