namespace Petals.Mixtral.Config.Tests.Hub.Http;

/// <summary>A redirect to another server is followed without the token.</summary>
public sealed class RedirectToOthersTests : HubTest
{
    private const string Bearer = $"Bearer {Token}";
    private FakeHub _other = null!;

    private string Elsewhere => $"{_other.Endpoint}acme/tiny/resolve/main/config.json";

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        _other = await FakeHub.WithTinyModelAsync();
    }

    public override async ValueTask DisposeAsync()
    {
        await _other.DisposeAsync();
        await base.DisposeAsync();
    }

    [Fact]
    public async Task The_token_is_not_sent_to_another_port_of_the_same_host()
    {
        Hub.Redirecting(Elsewhere);

        await LoadAsync(blocking: false, Options with { Token = Token });

        Tokens.Should().Equal(Bearer, Bearer);
        _other.Requests.Select(request => request.Authorization).Should().Equal(null, null);
    }

    [Theory]
    [Needs(Links)]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_large_file_is_described_by_the_Hub_and_downloaded_from_another_server(bool blocking)
    {
        string hash = Convert.ToHexStringLower(SHA256.HashData(Tiny.Bytes));
        Hub.Answering(context =>
        {
            IHeaderDictionary headers = context.Response.Headers;
            headers["X-Repo-Commit"] = Commit;
            headers["X-Linked-Etag"] = $"\"{hash}\"";
            headers["X-Linked-Size"] = $"{Tiny.Bytes.Length}";
            headers.ETag = "\"0123456789012345678901234567890123456789\"";
            context.Response.Redirect($"{_other.Endpoint}blob?Signature=x");
        });
        _other.Sending(context => context.Response.Body.WriteAsync(Tiny.Bytes).AsTask());

        (await LoadAsync(blocking, Options with { Token = Token })).CommitHash.Should().Be(Commit);

        ShouldHaveTree($"models--acme--tiny/blobs/{hash}", TinyConfig.Json);
        HubRequest request = _other.Requests.Should().ContainSingle().Which;
        request.Method.Should().Be("GET");
        request.Authorization.Should().BeNull();
    }

    [Fact]
    public async Task A_default_header_with_a_token_is_refused_before_it_is_sent_to_another_server()
    {
        using HttpClient client = HubHttpClients.LeadingTo(Hub);
        client.DefaultRequestHeaders.Authorization = new("Bearer", Token);
        Hub.Redirecting(Elsewhere);

        (await FailAsync<HubException>(Options with { HttpClient = client }))
            .Message.Should()
            .Contain("default header Authorization")
            .And.NotContain(Token);

        _other.Requests.Should().BeEmpty();
        Fixture.ShouldHaveKeptNothing();
    }
}
