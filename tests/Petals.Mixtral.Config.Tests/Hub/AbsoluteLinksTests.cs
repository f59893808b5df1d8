using Petals.Mixtral.Config.Tests.Support;

namespace Petals.Mixtral.Config.Tests.Hub;

/// <summary>Links of a snapshot that are written as full paths: they may lead to anything in the folder of their repo,
/// and to nothing else.</summary>
public sealed class AbsoluteLinksTests : IDisposable
{
    private readonly TempDirectory _directory = new();

    private HubCacheBuilder Builder => new(_directory);

    public AbsoluteLinksTests() => Builder.Ref("main", HubCacheBuilder.Commit).File("kept.json", TinyConfig.Json);

    public void Dispose() => _directory.Dispose();

    [Fact]
    public void One_into_the_folder_is_followed_wherever_the_cache_is_reached_from()
    {
        Link(Path.Combine(Builder.RepoFolder, "snapshots", ".", HubCacheBuilder.Commit, "kept.json"));
        Directory.CreateSymbolicLink(_directory.Combine("elsewhere"), Builder.Directory);

        Load(Builder.Directory).HiddenSize.Should().Be(64);
        Load(_directory.Combine("elsewhere")).HiddenSize.Should().Be(64);
    }

    [Fact]
    public void One_to_a_link_in_the_folder_is_followed_to_its_end()
    {
        File.CreateSymbolicLink(
            Path.Combine(Builder.RepoFolder, "to-kept.json"),
            $"snapshots/{HubCacheBuilder.Commit}/../{HubCacheBuilder.Commit}//kept.json"
        );
        Link(Path.Combine(Builder.RepoFolder, "to-kept.json"));

        Load(Builder.Directory).HiddenSize.Should().Be(64);
    }

    [Theory]
    [InlineData("models--acme--tiny-other/config.json")]
    [InlineData("models--acme--tiny/../models--acme--tiny-other/config.json")]
    [InlineData("models--acme--tiny")]
    public void One_out_of_the_folder_is_refused_however_alike_the_names_are(string target)
    {
        _directory.Write("hub/models--acme--tiny-other/config.json", TinyConfig.Json);
        Link(Path.Combine(Builder.Directory, target));

        FluentActions
            .Invoking(() => Load(Builder.Directory))
            .Should()
            .Throw<HubException>()
            .WithMessage(
                $"'{Builder.PathOf("config.json")}' leads out of the folder of its repo, by way of '*', so it is "
                    + "not opened. Delete it and download the model again."
            )
            .Which.Message.Should()
            .Contain($"by way of '{Path.Combine(Builder.Directory, target)}'");
    }

    private void Link(string target) => File.CreateSymbolicLink(Builder.PathOf("config.json"), target);

    private static DistributedMixtralConfig Load(string cache) =>
        DistributedMixtralConfig.FromPretrained(
            HubCacheBuilder.Repo,
            options: new() { CacheDirectory = cache, LocalFilesOnly = true }
        );
}
