using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Mvc;
using Petals.Mixtral.Config.DependencyInjection;

namespace Petals.Mixtral.Config.Tests.DependencyInjection;

/// <summary>A web application that injects a config, takes one as a body, and reports its health.</summary>
public sealed class MinimalApiTests : IAsyncLifetime
{
    private readonly ChangingConfiguration _configuration = new(("ModelNameOrPath", TinyOptions.Repo));
    private WebApplication _application = null!;
    private HttpClient _client = null!;

    public async ValueTask InitializeAsync()
    {
        WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        builder.Services.AddRoutingCore();
        builder.Services.AddDistributedMixtralConfig(_configuration.Section, TinyOptions.Isolate);
        _application = builder.Build();
        _application.UseRouting();
        _application.MapGet("/client", (IClientConfig config) => config.DhtPrefix);
        _application.MapPost("/layers", ([FromBody] DistributedMixtralConfig body) => body.NumHiddenLayers);
        _application.MapGet(
            "/health",
            (ConfigReloads reloads) =>
                reloads.GetLastFailure() is { } failure
                    ? Results.Problem(failure.Error.Message, statusCode: StatusCodes.Status503ServiceUnavailable)
                    : Results.Ok()
        );
        await _application.StartAsync(Cancellation);
        string address = _application
            .Services.GetRequiredService<IServer>()
            .Features.Get<IServerAddressesFeature>()!
            .Addresses.Single();
        _client = new HttpClient { BaseAddress = new Uri(address) };
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _application.DisposeAsync();
    }

    [Fact]
    public async Task A_config_is_injected_as_one_of_its_interfaces() =>
        (await _client.GetStringAsync(new Uri("client", UriKind.Relative), Cancellation)).Should().Be(TinyOptions.Repo);

    [Theory]
    [InlineData("""{"num_hidden_layers": 7}""", HttpStatusCode.OK)]
    [InlineData("""{"num_hidden_layers": "x"}""", HttpStatusCode.BadRequest)]
    [InlineData("[1]", HttpStatusCode.BadRequest)]
    public async Task A_bad_config_in_a_body_is_answered_with_400(string body, HttpStatusCode expected)
    {
        using var content = new StringContent(body, Encoding.UTF8, "application/json");

        using HttpResponseMessage response = await _client.PostAsync(
            new Uri("layers", UriKind.Relative),
            content,
            Cancellation
        );

        response.StatusCode.Should().Be(expected);
    }

    [Fact]
    public async Task A_health_check_sees_a_failed_reload()
    {
        (await Health()).Should().Be(HttpStatusCode.OK);

        _configuration.Change("Client:MaxRetries", "many");
        (await Health()).Should().Be(HttpStatusCode.ServiceUnavailable);

        _configuration.Change("Client:MaxRetries", "2");
        (await Health()).Should().Be(HttpStatusCode.OK);
    }

    private async Task<HttpStatusCode> Health()
    {
        using HttpResponseMessage response = await _client.GetAsync(new Uri("health", UriKind.Relative), Cancellation);
        return response.StatusCode;
    }
}
