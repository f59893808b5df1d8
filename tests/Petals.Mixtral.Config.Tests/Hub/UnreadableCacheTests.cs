namespace Petals.Mixtral.Config.Tests.Hub;

/// <summary>A cache directory that cannot be used.</summary>
public sealed class UnreadableCacheTests : HubTest
{
    [Theory]
    [InlineData("hub")]
    [InlineData("hub/models--acme--tiny")]
    public async Task A_file_in_place_of_a_directory_of_the_cache_is_an_error_that_names_the_option(string path)
    {
        Folder.Write(path, "a file");

        (await FailAsync<HubException>())
            .Message.Should()
            .Contain($"cannot be written to the cache '{Cache.Directory}' (chosen by the option CacheDirectory): ");

        Hub.Gets.Should().BeEmpty();
        (await File.ReadAllTextAsync(Folder.Combine(path), Cancellation)).Should().Be("a file");
    }

    [Fact]
    [Needs(Proc)]
    public async Task A_cache_directory_that_cannot_be_written_is_named_with_the_option() =>
        (await FailAsync<HubException>(Options with { CacheDirectory = "/proc/no-cache" }))
            .Message.Should()
            .Contain("cannot be written to the cache '/proc/no-cache' (chosen by the option CacheDirectory)")
            .And.Contain("or set HF_HUB_CACHE or the option CacheDirectory");

    [Fact]
    public async Task Without_a_home_directory_no_request_is_sent()
    {
        var environment = new ConfigEnvironment(_ => null, null);

        (await FailAsync<HubException>(Options with { CacheDirectory = null, Environment = environment }))
            .Message.Should()
            .Contain("There is no home directory")
            .And.Contain("Set HF_HOME");

        Hub.Requests.Should().BeEmpty();
    }
}
