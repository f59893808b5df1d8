using Petals.Mixtral.Config.Tests.Support;

namespace Petals.Mixtral.Config.Tests.Hub;

/// <summary>A cache that is not what it must be, or where nothing can be kept: one clear error, and nothing
/// half-written.</summary>
public sealed class UnreadableCacheTests
{
    [Theory]
    [InlineData("hub")]
    [InlineData("hub/models--acme--tiny")]
    public async Task A_file_where_a_directory_should_be_is_said_to_be_one(string path)
    {
        await using HubFixture fixture = await HubFixture.WithTinyModelAsync();
        fixture.Directory.Write(path, "a file");

        (await fixture.FailAsync<HubException>())
            .Message.Should()
            .Contain(
                $"cannot be written to the cache '{fixture.Cache.Directory}' (chosen by the option CacheDirectory): "
                    + "there is a file where a directory should be."
            );
        fixture.Hub.Gets.Should().BeEmpty();
    }

    [Fact]
    [Needs(SystemFeature.Proc)]
    public async Task A_directory_that_nobody_can_write_to_is_named_with_what_chose_it()
    {
        await using HubFixture fixture = await HubFixture.WithTinyModelAsync();

        (await fixture.FailAsync<HubException>(options => options with { CacheDirectory = "/proc/no-cache" }))
            .Message.Should()
            .Contain("cannot be written to the cache '/proc/no-cache' (chosen by the option CacheDirectory)")
            .And.Contain("set HF_HUB_CACHE or the option CacheDirectory");
    }

    [Fact]
    public async Task Without_a_home_directory_nothing_is_asked()
    {
        await using HubFixture fixture = await HubFixture.WithTinyModelAsync();

        (
            await fixture.FailAsync<HubException>(options =>
                options with
                {
                    CacheDirectory = null,
                    Environment = new ConfigEnvironment(_ => null, null),
                }
            )
        )
            .Message.Should()
            .Contain("There is no home directory")
            .And.Contain("Set HF_HOME");
        fixture.Hub.Requests.Should().BeEmpty();
    }
}
