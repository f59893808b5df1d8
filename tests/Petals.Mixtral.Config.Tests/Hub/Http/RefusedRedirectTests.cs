using Microsoft.Extensions.Primitives;
using Petals.Mixtral.Config.Tests.Support;

namespace Petals.Mixtral.Config.Tests.Hub.Http;

/// <summary>Some addresses nobody is sent on to: they lead from https to http, into the own machine or network, or
/// nowhere.</summary>
public sealed class RefusedRedirectTests
{
    [Theory]
    [InlineData("http://hub.example/acme/tiny/resolve/main/config.json", "plain http: http://hub.example/acme")]
    [InlineData("http://127.0.0.1/x", "plain http: http://127.0.0.1/x")]
    [InlineData("http://169.254.169.254/", "plain http: http://169.254.169.254/")]
    [InlineData("file:///etc/passwd", "neither https nor http: file:///etc/passwd")]
    [InlineData("file://evil/x", "neither https nor http: file://evil/x")]
    [InlineData("ftp://evil/x", "neither https nor http: ftp://evil/x")]
    [InlineData("javascript:alert(1)", "neither https nor http: javascript:alert(1)")]
    [InlineData("data:application/json,{}", "neither https nor http: data:application/json,%7B%7D")]
    [InlineData("""\\evil\x""", "evil")]
    [InlineData("https://user:hunter2@evil/x", "credentials")]
    [InlineData("https://hub.example@evil/x", "credentials")]
    [InlineData("//user:hunter2@hub.example/x", "credentials")]
    [InlineData("https://[", "an invalid address: 'https://['")]
    [InlineData("https://a b/", "an invalid address: 'https://a b/'")]
    [InlineData("https://", "an invalid address: 'https://'")]
    [InlineData("", "an invalid address: ''")]
    [InlineData(null, "an invalid address: ''")]
    public async Task The_address_is_named_and_not_asked(string? location, string reason)
    {
        await using HubFixture fixture = await HubFixture.WithTinyModelAsync(isEncrypted: true);
        using HttpClient client = HubHttpClients.LeadingTo(fixture.Hub);
        fixture.Hub.Redirecting(location);

        HubException exception = await fixture.FailAsync<HubException>(options =>
            options with
            {
                HttpClient = client,
                Endpoint = new("https://hub.example"),
                Token = "hf_secret",
            }
        );

        exception
            .Message.Should()
            .Contain("redirect was not followed")
            .And.Contain(reason)
            .And.NotContainAny("hf_secret", "hunter2");
        exception.IsTransient.Should().BeFalse();
        fixture
            .Hub.Requests.Should()
            .HaveCount(2)
            .And.OnlyContain(request => request.Method == "HEAD" && request.Headers["Host"] == "hub.example");
        fixture.ShouldHaveKeptNothing();
    }

    [Theory]
    [InlineData("//evil/x")]
    [InlineData("http://evil/x")]
    [InlineData("http://169.254.169.254/latest/meta-data")]
    [InlineData("http://127.0.0.1/x")]
    [InlineData("http://localhost:6379/x")]
    [InlineData("http://[::1]/x")]
    public async Task A_mirror_without_encryption_does_not_send_on_to_another_host_without_it(string location)
    {
        await using HubFixture fixture = await HubFixture.WithTinyModelAsync();
        using HttpClient client = HubHttpClients.LeadingTo(fixture.Hub);
        fixture.Hub.Redirecting(location);

        HubException exception = await fixture.FailAsync<HubException>(options =>
            options with
            {
                HttpClient = client,
                Endpoint = new("http://mirror.example"),
            }
        );

        exception.Message.Should().Contain("plain http: http://");
        fixture
            .Hub.Requests.Should()
            .HaveCount(2)
            .And.OnlyContain(request => request.Headers["Host"] == "mirror.example");
        fixture.ShouldHaveKeptNothing();
    }

    [Fact]
    public async Task A_redirect_of_the_content_is_held_to_the_same_rules()
    {
        await using HubFixture fixture = await HubFixture.WithTinyModelAsync();
        fixture.Hub.Sending(context =>
        {
            context.Response.Redirect("http://169.254.169.254/");
            return Task.CompletedTask;
        });

        HubException exception = await fixture.FailAsync<HubException>();

        exception.Message.Should().Contain("plain http: http://169.254.169.254/");
        fixture.Hub.Gets.Should().HaveCount(2);
        fixture.ShouldHaveKeptNothing();
    }

    [Fact]
    public async Task A_backslash_anywhere_is_refused_since_some_take_it_for_a_slash()
    {
        await using HubFixture fixture = await HubFixture.WithTinyModelAsync();
        fixture.Hub.Redirecting("""/\evil\x""");

        (await fixture.FailAsync<HubException>()).Message.Should().Contain("leads to an invalid address");

        fixture.Hub.Requests.Should().HaveCount(2);
    }

    [Fact]
    public async Task Two_addresses_are_none()
    {
        await using HubFixture fixture = await HubFixture.WithTinyModelAsync();
        fixture.Hub.Answering(context =>
        {
            context.Response.StatusCode = 302;
            context.Response.Headers.Location = new StringValues(["/a", "/b"]);
        });

        HubException exception = await fixture.FailAsync<HubException>();

        exception.Message.Should().Contain("header Location must be one value; found '/a, /b'");
        fixture.ShouldHaveKeptNothing();
    }

    [Theory]
    [InlineData(300)]
    [InlineData(305)]
    public async Task What_is_no_redirect_is_not_followed(int status)
    {
        await using HubFixture fixture = await HubFixture.WithTinyModelAsync();
        fixture.Hub.Redirecting("/moved", status);

        HubException exception = await fixture.FailAsync<HubException>();

        exception.Message.Should().Contain($"answered {status}");
        fixture.Hub.Requests.Should().HaveCount(2);
        fixture.ShouldHaveKeptNothing();
    }
}
