namespace Petals.Mixtral.Config.Tests.DependencyInjection;

public class HttpClientFactoryTests
{
    [Fact]
    public async Task A_registered_config_is_downloaded_by_a_client_of_IHttpClientFactory()
    {
        using var directory = new TempDirectory();
        using var hub = new RecordingHandler();
        var services = new ServiceCollection();
        services.AddHttpClient("hub").ConfigurePrimaryHttpMessageHandler(() => hub);
        services.AddDistributedMixtralConfig("acme/tiny", options => options.CacheDirectory = directory.Path);
        services
            .AddOptions<DistributedMixtralOptions>()
            .Configure<IHttpClientFactory>((options, clients) => options.HttpClient = clients.CreateClient("hub"));
        await using ServiceProvider provider = services.BuildServiceProvider();

        provider.GetRequiredService<DistributedMixtralConfig>().DhtPrefix.Should().Be("acme/tiny");

        hub.Sent.Should().NotBeEmpty();
    }
}
