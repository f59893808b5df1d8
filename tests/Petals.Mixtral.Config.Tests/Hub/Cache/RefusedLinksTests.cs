using Petals.Mixtral.Config.Checkpoints;
using Petals.Mixtral.Config.Hub;
using Petals.Mixtral.Config.Tests.Support;

namespace Petals.Mixtral.Config.Tests.Hub.Cache;

/// <summary>A link out of the cache directory is refused, and the content of its target is never shown.</summary>
public sealed class RefusedLinksTests : IDisposable
{
    private const string Secret = "hf_a-secret-that-must-not-be-shown";

    private readonly TempDirectory _directory = new();

    public RefusedLinksTests() => _directory.Write("secret", Secret);

    private HubCacheBuilder Builder => new(_directory);

    private string SecretPath => _directory.Combine("secret");

    public void Dispose() => _directory.Dispose();

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_ref_that_is_a_link_out_of_the_cache_is_not_read(bool isAbsolute)
    {
        Builder.Ref("main", HubCacheBuilder.Commit).File("config.json", TinyConfig.Json);
        Replace(Path.Combine(Builder.RepoFolder, "refs", "main"), isAbsolute ? SecretPath : "../../../secret");

        ShouldBeRefused(() => DistributedMixtralConfig.FromPretrained(HubCacheBuilder.Repo, options: Builder.Options));
        ShouldBeRefused(() => new HubCache(Builder.Directory).TryGetCommit(HubCacheBuilder.Repo));
        ShouldBeRefused(() => new HubCache(Builder.Directory).TryGetFile(HubCacheBuilder.Repo, "config.json"));
        ModelResolution.Explain(HubCacheBuilder.Repo, Builder.Options).ToString().Should().NotContain(Secret);
    }

    [Fact]
    public void A_folder_of_refs_that_is_a_link_out_of_the_cache_is_not_read()
    {
        Builder.Ref("main", HubCacheBuilder.Commit).File("config.json", TinyConfig.Json);
        _directory.Write("outside/main", Secret);
        Directory.Delete(Path.Combine(Builder.RepoFolder, "refs"), recursive: true);
        Directory.CreateSymbolicLink(Path.Combine(Builder.RepoFolder, "refs"), _directory.Combine("outside"));

        ShouldBeRefused(() => DistributedMixtralConfig.FromPretrained(HubCacheBuilder.Repo, options: Builder.Options));
    }

    [Fact]
    public void A_file_of_a_snapshot_that_is_a_link_out_of_the_cache_is_not_read()
    {
        Builder.Ref("main", HubCacheBuilder.Commit).File("config.json", TinyConfig.Json);
        Replace(Builder.PathOf("config.json"), SecretPath);

        ShouldBeRefused(() => DistributedMixtralConfig.FromPretrained(HubCacheBuilder.Repo, options: Builder.Options));
        ShouldBeRefused(() => new HubCache(Builder.Directory).TryGetFile(HubCacheBuilder.Repo, "config.json"));
    }

    [Fact]
    public void A_shard_that_is_a_link_out_of_the_cache_is_not_read()
    {
        Builder.Ref("main", HubCacheBuilder.Commit).File("model.safetensors", "x");
        Replace(Builder.PathOf("model.safetensors"), SecretPath);

        ShouldBeRefused(() => CheckpointIndex.Load(HubCacheBuilder.Repo, Builder.Options));
    }

    [Fact]
    public void A_blob_in_the_store_that_newer_Python_clients_share_between_repos_is_read()
    {
        string hash = new('a', 64);
        Builder.Ref("main", HubCacheBuilder.Commit).File("config.json", "{}");
        _directory.Write($"hub/blobs/aa/{hash}", TinyConfig.Json);
        Directory.CreateDirectory(Path.Combine(Builder.RepoFolder, "blobs"));
        File.CreateSymbolicLink(Path.Combine(Builder.RepoFolder, "blobs", hash), $"../../blobs/aa/{hash}");
        Replace(Builder.PathOf("config.json"), $"../../blobs/{hash}");

        DistributedMixtralConfig
            .FromPretrained(HubCacheBuilder.Repo, options: Builder.Options)
            .HiddenSize.Should()
            .Be(64);
    }

    private static void ShouldBeRefused(Func<object?> act) =>
        act.Should()
            .Throw<HubException>()
            .WithMessage("*leads out of the cache directory, to *")
            .Which.ToString()
            .Should()
            .NotContain(Secret);

    private static void Replace(string path, string target)
    {
        File.Delete(path);
        File.CreateSymbolicLink(path, target);
    }
}
