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

    [Theory]
    [InlineData("gzip")]
    [InlineData("br")]
    [InlineData("deflate")]
    public async Task What_only_says_that_it_is_compressed_broke_off(string encoding)
    {
        await using HubFixture fixture = await HubFixture.WithTinyModelAsync();
        byte[] junk = System.Security.Cryptography.RandomNumberGenerator.GetBytes(300);
        fixture.Hub.Sending(context =>
        {
            context.Response.Headers.ContentEncoding = encoding;
            return context.Response.Body.WriteAsync(junk).AsTask();
        });

        (await fixture.FailAsync<HubException>()).IsTransient.Should().BeTrue();
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
