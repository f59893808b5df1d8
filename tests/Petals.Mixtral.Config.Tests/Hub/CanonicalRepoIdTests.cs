using Microsoft.Extensions.Logging;
using Petals.Mixtral.Config.Tests.Support;

namespace Petals.Mixtral.Config.Tests.Hub;

/// <summary>A repo id in another case, or one that the Hub has renamed.</summary>
public sealed class CanonicalRepoIdTests
{
    [Theory]
    [InlineData("Acme/Tiny-v0.1")]
    [InlineData("other/tiny")]
    public async Task Loading_warns_when_the_Hub_redirects_to_another_repo_id(string canonical)
    {
        await using HubFixture fixture = await HubFixture.WithTinyModelAsync();
        fixture
            .Hub.Publish("config.json", TinyConfig.Json, repo: canonical)
            .Redirecting($"/{canonical}/resolve/main/config.json");

        DistributedMixtralConfig config = await fixture.LoadAsync(blocking: false);

        config.DhtPrefix.Should().Be("acme/tiny");
        fixture
            .Log.Entries.Should()
            .ContainSingle(entry => entry.Level == LogLevel.Warning)
            .Which.Message.Should()
            .Contain($"The Hub calls the repo acme/tiny {canonical}.")
            .And.Contain($"its DHT prefix is {canonical.Replace('.', '-')}");
    }

    [Fact]
    public async Task Loading_does_not_warn_when_the_Hub_redirects_to_its_own_cache()
    {
        await using HubFixture fixture = await HubFixture.WithTinyModelAsync();
        fixture
            .Hub.Publish("config.json", TinyConfig.Json, repo: "api/resolve-cache/models/acme/tiny")
            .Redirecting("/api/resolve-cache/models/acme/tiny/resolve/main/config.json");

        await fixture.LoadAsync(blocking: true);

        fixture.Log.Entries.Should().NotContain(entry => entry.Level == LogLevel.Warning);
    }

    [Fact]
    public void Offline_a_cached_repo_that_differs_only_in_case_is_named()
    {
        using var directory = new TempDirectory();
        PretrainedLoadOptions options = new HubCacheBuilder(directory)
            .Ref("main", HubCacheBuilder.Commit)
            .File("config.json", TinyConfig.Json)
            .Options;

        FluentActions
            .Invoking(() => DistributedMixtralConfig.FromPretrained("Acme/TINY", options))
            .Should()
            .Throw<PretrainedConfigException>()
            .WithMessage("*'acme/tiny' differs only in case: give that id*");
    }
}
