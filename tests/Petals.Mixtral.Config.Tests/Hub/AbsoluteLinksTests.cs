using Petals.Mixtral.Config.Tests.Support;

namespace Petals.Mixtral.Config.Tests.Hub;

/// <summary>Absolute links of a snapshot may lead anywhere inside the cache directory, and nowhere else.</summary>
public sealed class AbsoluteLinksTests : IDisposable
{
    private readonly TempDirectory _directory = new();

    private HubCacheBuilder Builder => new(_directory);

    public AbsoluteLinksTests() => Builder.Ref("main", HubCacheBuilder.Commit).File("kept.json", TinyConfig.Json);

    public void Dispose() => _directory.Dispose();

    [Fact]
    [Needs(SystemFeature.Links)]
    public void One_into_the_folder_is_followed_wherever_the_cache_is_reached_from()
    {
        Link(Path.Combine(Builder.RepoFolder, "snapshots", ".", HubCacheBuilder.Commit, "kept.json"));
        SymbolicLinks.ToDirectory(_directory.Combine("elsewhere"), Builder.Directory);

        Load(Builder.Directory).HiddenSize.Should().Be(64);
        Load(_directory.Combine("elsewhere")).HiddenSize.Should().Be(64);
    }

    [Fact]
    [Needs(SystemFeature.Links)]
    public void One_to_a_link_in_the_folder_is_followed_to_its_end()
    {
        SymbolicLinks.ToFile(
            Path.Combine(Builder.RepoFolder, "to-kept.json"),
            $"snapshots/{HubCacheBuilder.Commit}/../{HubCacheBuilder.Commit}//kept.json"
        );
        Link(Path.Combine(Builder.RepoFolder, "to-kept.json"));

        Load(Builder.Directory).HiddenSize.Should().Be(64);
    }

    [Theory]
    [Needs(SystemFeature.Links)]
    [InlineData("models--acme--tiny-other/config.json")]
    [InlineData("blobs/ab/config.json")]
    public void One_to_another_folder_of_the_cache_directory_is_followed(string target)
    {
        _directory.Write($"hub/{target}", TinyConfig.Json);
        Link(Path.Combine(Builder.Directory, target));

        Load(Builder.Directory).HiddenSize.Should().Be(64);
    }

    [Theory]
    [Needs(SystemFeature.Links)]
    [InlineData("hub-other/config.json")]
    [InlineData("hub/../hub-other/config.json")]
    public void One_out_of_the_cache_directory_is_refused_with_its_target(string target)
    {
        _directory.Write("hub-other/config.json", TinyConfig.Json);
        Link(_directory.Combine(target));

        FluentActions
            .Invoking(() => Load(Builder.Directory))
            .Should()
            .Throw<HubException>()
            .WithMessage(
                $"'{Builder.PathOf("config.json")}' leads out of the cache directory, to "
                    + $"'{_directory.Combine("hub-other/config.json")}', so it is not used. Delete it and download the "
                    + "model again."
            );
    }

    private void Link(string target) => SymbolicLinks.ToFile(Builder.PathOf("config.json"), target);

    private static DistributedMixtralConfig Load(string cache) =>
        DistributedMixtralConfig.FromPretrained(
            HubCacheBuilder.Repo,
            options: new() { CacheDirectory = cache, LocalFilesOnly = true }
        );
}
