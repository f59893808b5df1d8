using System.Security.Authentication;
using Petals.Mixtral.Config.Tests.Support;

namespace Petals.Mixtral.Config.Tests.Hub.Http;

/// <summary>What a handler or a server may do that nobody foresees comes out as an error of this library, without the
/// token.</summary>
public sealed class CarelessHandlerTests
{
    public static TheoryData<Exception> Exceptions =>
        [
            new InvalidOperationException("about hf_secret"),
            new TimeoutException("about hf_secret"),
            new AuthenticationException("about hf_secret"),
            new System.Net.Sockets.SocketException(),
            new NotSupportedException("about hf_secret"),
            new ObjectDisposedException("hf_secret"),
        ];

    [Theory]
    [MemberData(nameof(Exceptions))]
    public async Task Whatever_a_handler_throws_is_an_error_of_the_Hub(Exception thrown)
    {
        await using HubFixture fixture = await HubFixture.WithTinyModelAsync();
        using var client = new HttpClient(new ThrowingHandler(thrown));

        foreach (bool blocking in (bool[])[true, false])
        {
            (
                await FluentActions
                    .Awaiting(() =>
                        fixture.LoadAsync(
                            blocking,
                            options => options with { HttpClient = client, Token = "hf_secret" }
                        )
                    )
                    .Should()
                    .ThrowExactlyAsync<HubException>()
            )
                .Which.ToString()
                .Should()
                .NotContain("hf_secret");
        }
    }

    private sealed class ThrowingHandler(Exception thrown) : HttpMessageHandler
    {
        protected override HttpResponseMessage Send(HttpRequestMessage request, CancellationToken cancellationToken) =>
            throw thrown;

        protected override Task<HttpResponseMessage> SendAsync(
            HttpRequestMessage request,
            CancellationToken cancellationToken
        ) => throw thrown;
    }
}
