using Petals.Mixtral.Config.Tests.Support;

namespace Petals.Mixtral.Config.Tests.Hub;

/// <summary>A repo id in another case, or one that the Hub has renamed.</summary>
public sealed class CanonicalRepoIdTests : HubTest
{
    [Theory]
    [InlineData("Acme/Tiny-v0.1")]
    [InlineData("other/tiny")]
    public void Loading_warns_when_the_Hub_redirects_to_another_repo_id(string canonical)
    {
        Hub.Publish(FileName, TinyConfig.Json, repo: canonical).Redirecting($"/{canonical}/resolve/main/config.json");

        Load().DhtPrefix.Should().Be(Repo);

        Warnings
            .Should()
            .ContainSingle()
            .Which.Should()
            .Contain($"The Hub redirects the repo acme/tiny to {canonical}.")
            .And.Contain($"its DHT prefix is {canonical.Replace('.', '-')}");
    }

    [Fact]
    public void Loading_does_not_warn_when_the_Hub_redirects_to_its_own_cache()
    {
        Hub.Publish(FileName, TinyConfig.Json, repo: "api/resolve-cache/models/acme/tiny")
            .Redirecting("/api/resolve-cache/models/acme/tiny/resolve/main/config.json");

        Load();

        Warnings.Should().BeEmpty();
    }

    [Fact]
    public void A_cached_repo_that_differs_only_in_case_is_named_when_loading_offline()
    {
        Cache.Ref().File();

        Fail<PretrainedConfigException>(Cache.Options, "Acme/TINY")
            .Message.Should()
            .EndWith("Use acme/tiny instead, which is in the cache and differs only in case.");
    }
}
