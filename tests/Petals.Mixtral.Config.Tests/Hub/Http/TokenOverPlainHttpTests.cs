namespace Petals.Mixtral.Config.Tests.Hub.Http;

/// <summary>The token is sent over https or to this machine, and never over the network in plain text.</summary>
public sealed class TokenOverPlainHttpTests : HubTest
{
    [Theory]
    [InlineData("http://hub.example", false)]
    [InlineData("HTTP://hub.example/hf", false)]
    [InlineData("http://10.0.0.1:8080", false)]
    [InlineData("http://localhost.example", false)]
    [InlineData("http://127.0.0.1.example", false)]
    [InlineData("https://hub.example", true)]
    [InlineData("https://10.0.0.1:8443/hf/", true)]
    [InlineData("http://localhost:1", true)]
    [InlineData("http://127.0.0.1:1", true)]
    [InlineData("http://[::1]:1", true)]
    public void The_token_is_sent_only_over_https_or_to_this_machine(string endpoint, bool isSent)
    {
        using var handler = new RecordingHandler();
        using var http = new HttpClient(handler);

        Load(Options with { HttpClient = http, Endpoint = new Uri(endpoint), Token = Token });

        handler
            .Sent.Select(request => request.Authorization)
            .Should()
            .NotBeEmpty()
            .And.AllBe(isSent ? $"Bearer {Token}" : null);
        Warnings.Should().HaveCount(isSent ? 0 : 1);
        Warnings
            .Should()
            .NotContain(warning => warning.Contains(Token))
            .And.NotContain(warning => !warning.StartsWith("The access token is not sent, because the endpoint"))
            .And.NotContain(warning => !warning.EndsWith("is plain http."));
    }

    [Fact]
    public void The_exception_reports_that_the_token_was_not_sent()
    {
        using var http = new HttpClient(
            new StubHandler(request => new(HttpStatusCode.Unauthorized) { RequestMessage = request })
        );

        Fail<RepoNotFoundException>(
            Options with
            {
                HttpClient = http,
                Endpoint = new Uri("http://hub.example"),
                Token = Token,
            }
        )
            .Message.Should()
            .Contain("the token from the option Token was not sent, because the endpoint is plain http")
            .And.NotContain(Token);
    }
}
