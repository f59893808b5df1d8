using Microsoft.Extensions.Primitives;

namespace Petals.Mixtral.Config.Tests.Hub.Http;

/// <summary>Redirects of a server without encryption, and redirects that are not followed at all.</summary>
public sealed class RefusedRedirectTests : HubTest
{
    [Theory]
    [InlineData("//evil/x")]
    [InlineData("http://evil/x")]
    [InlineData("http://169.254.169.254/latest/meta-data")]
    [InlineData("http://127.0.0.1/x")]
    [InlineData("http://localhost:6379/x")]
    [InlineData("http://[::1]/x")]
    public async Task A_mirror_over_plain_http_cannot_redirect_to_another_host_over_plain_http(string location)
    {
        using HttpClient client = HubHttpClients.LeadingTo(Hub);
        Hub.Redirecting(location);

        await ShouldFailAsync(
            "to '*' was not followed: it must be https, or http on the same host",
            Options with
            {
                HttpClient = client,
                Endpoint = new("http://mirror.example"),
            },
            requests: 1
        );

        Hub.Requests.Should().OnlyContain(request => request.Headers["Host"] == "mirror.example");
    }

    [Fact]
    public async Task A_redirect_of_the_content_follows_the_same_rules()
    {
        Hub.Sending(context =>
        {
            context.Response.Redirect("http://169.254.169.254/");
            return Task.CompletedTask;
        });

        await ShouldFailAsync("to 'http://169.254.169.254/' was not followed", gets: 1);
    }

    [Fact]
    public async Task A_redirect_with_two_addresses_is_refused()
    {
        Hub.Answering(context =>
        {
            context.Response.StatusCode = 302;
            context.Response.Headers.Location = new StringValues(["/a", "/b"]);
        });

        await ShouldFailAsync("to '/a, /b' was not followed");
    }

    [Theory]
    [InlineData(300)]
    [InlineData(305)]
    public async Task The_statuses_300_and_305_are_not_redirects(int status)
    {
        Hub.Redirecting("/moved", status);

        await ShouldFailAsync($"answered {status}", requests: 1);
    }

    /// <summary>.NET accepts these addresses, and throws when it reads their host.</summary>
    [Theory]
    [InlineData("https://xn--\u00FF/x")]
    [InlineData("//a.xn--\u00E9/x")]
    public async Task A_redirect_to_an_invalid_international_host_is_refused(string location)
    {
        using var client = new HttpClient(
            new StubHandler(request =>
            {
                var response = new HttpResponseMessage(HttpStatusCode.Found) { RequestMessage = request };
                response.Headers.TryAddWithoutValidation("Location", location).Should().BeTrue();
                return response;
            })
        );

        await ShouldFailAsync("a redirect * was not followed", Options with { HttpClient = client });
    }
}
