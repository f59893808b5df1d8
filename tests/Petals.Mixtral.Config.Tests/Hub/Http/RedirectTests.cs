using Petals.Mixtral.Config.Tests.Support;

namespace Petals.Mixtral.Config.Tests.Hub.Http;

/// <summary>Which redirects are followed, and what goes along.</summary>
public sealed class RedirectTests
{
    [Theory]
    [InlineData(301)]
    [InlineData(302)]
    [InlineData(303)]
    [InlineData(307)]
    [InlineData(308)]
    public async Task A_repo_that_was_renamed_is_found_under_its_new_name_with_the_token(int status)
    {
        await using HubFixture fixture = await HubFixture.WithTinyModelAsync();
        fixture.Hub.Publish("config.json", TinyConfig.Json, repo: "acme/new");
        SendOn(fixture.Hub, "/acme/tiny/", "/acme/new/resolve/main/config.json", status);

        DistributedMixtralConfig.FromPretrained(HubCacheBuilder.Repo, options: fixture.Options with { Token = "hf_mine" }).HiddenSize.Should().Be(64);

        fixture.Hub.Requests.Should().HaveCount(4).And.OnlyContain(request => request.Authorization == "Bearer hf_mine");
        fixture.Tree().Keys.Should().OnlyContain(path => path.Contains("models--acme--tiny"));
    }

    [Fact]
    public async Task The_token_does_not_go_to_another_port_nor_back_home_by_way_of_it()
    {
        await using HubFixture fixture = await HubFixture.WithTinyModelAsync();
        await using FakeHub other = await FakeHub.WithTinyModelAsync();
        fixture.Hub.Publish("config.json", TinyConfig.Json, repo: "acme/home");
        SendOn(fixture.Hub, "/acme/tiny/", new Uri(other.Endpoint, "/acme/away").ToString());
        SendOn(other, "/acme/away", new Uri(fixture.Hub.Endpoint, "/acme/home/resolve/main/config.json").ToString());

        DistributedMixtralConfig.FromPretrained(HubCacheBuilder.Repo, options: fixture.Options with { Token = "hf_mine" }).HiddenSize.Should().Be(64);

        other.Requests.Should().HaveCount(2).And.OnlyContain(request => request.Authorization == null);
        fixture.Hub.Requests.Where(request => request.Target.StartsWith("/acme/home")).Should().HaveCount(2).And.OnlyContain(request => request.Authorization == null);
        fixture.Hub.Requests.Where(request => request.Target.StartsWith("/acme/tiny")).Should().OnlyContain(request => request.Authorization == "Bearer hf_mine");
    }

    [Fact]
    public async Task A_large_file_is_described_by_the_redirect_to_where_it_lies()
    {
        await using HubFixture fixture = await HubFixture.WithTinyModelAsync();
        await using FakeHub storage = await FakeHub.StartAsync();
        HubContent tiny = HubContent.Of(TinyConfig.Json);
        string sha256 = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(tiny.Bytes));
        storage.Sending(context => context.Response.Body.WriteAsync(tiny.Bytes).AsTask());
        fixture.Hub.Answering(context =>
        {
            context.Response.StatusCode = 302;
            context.Response.Headers.Location = new Uri(storage.Endpoint, "/blob?X-Signature=secret").ToString();
            context.Response.Headers["X-Repo-Commit"] = HubCacheBuilder.Commit;
            context.Response.Headers["X-Linked-Etag"] = $"\"{sha256}\"";
            context.Response.Headers["X-Linked-Size"] = $"{tiny.Bytes.Length}";
            context.Response.Headers.ETag = "\"of the redirect\"";
        });

        DistributedMixtralConfig.FromPretrained(HubCacheBuilder.Repo, options: fixture.Options with { Token = "hf_mine" }).HiddenSize.Should().Be(64);

        storage.Requests.Should().ContainSingle().Which.Should().Match<HubRequest>(request => request.Method == "GET" && request.Authorization == null);
        fixture.Tree()[$"models--acme--tiny/blobs/{sha256}"].Should().Be(TinyConfig.Json);
    }

    [Theory]
    [InlineData("http://169.254.169.254/latest", "plain http: http://169.254.169.254/latest")]
    [InlineData("http://evil.example/x?signature=secret", "plain http: http://evil.example/x.")]
    [InlineData("//evil.example/x", "plain http: http://evil.example/x")]
    [InlineData("\\\\evil.example\\x", "what is not an address")]
    [InlineData("file:///etc/passwd", "what is neither https nor http")]
    [InlineData("ftp://127.0.0.1/x", "what is neither https nor http")]
    [InlineData("https://127.0.0.1@evil.example/", "an address with credentials in it")]
    [InlineData("http://[", "what is not an address")]
    [InlineData("", "its header Location is missing or empty")]
    [InlineData(null, "its header Location is missing or empty")]
    public async Task An_address_that_may_not_be_followed_is_an_error(string? location, string reason)
    {
        await using HubFixture fixture = await HubFixture.WithTinyModelAsync();
        SendOn(fixture.Hub, "/", location);

        HubException exception = await fixture.FailAsync<HubException>();

        exception.Message.Should().Contain("the redirect was not followed").And.Contain(reason.TrimEnd('.')).And.NotContain("secret");
        fixture.Hub.Requests.Should().HaveCount(2);
        fixture.ShouldHaveKeptNothing();
    }

    [Fact]
    public async Task Plain_http_does_not_follow_https()
    {
        await using HubFixture fixture = await HubFixture.WithTinyModelAsync(isEncrypted: true);
        await using FakeHub plain = await FakeHub.WithTinyModelAsync();
        SendOn(fixture.Hub, "/", new Uri(plain.Endpoint, "/acme/tiny/resolve/main/config.json").ToString());
        using HttpClient client = TrustingClient();

        (await fixture.FailAsync<HubException>(options => options with { HttpClient = client })).Message.Should().Contain("sends on to plain http");
        plain.Requests.Should().BeEmpty();
    }

    [Theory]
    [InlineData("/loop", 6)]
    [InlineData("/chain/", 6)]
    public async Task More_than_five_redirects_are_not_followed(string target, int requests)
    {
        await using HubFixture fixture = await HubFixture.WithTinyModelAsync();
        int next = 0;
        fixture.Hub.Answering(context =>
        {
            context.Response.StatusCode = 302;
            context.Response.Headers.Location = target == "/loop" ? target : $"{target}{next++ % 6}";
        });

        (await fixture.FailAsync<HubException>()).Message.Should().Contain("more than 5 addresses were passed on");
        fixture.Hub.Requests.Should().HaveCount(2 * requests);
        fixture.ShouldHaveKeptNothing();
    }

    [Fact]
    public async Task A_client_that_follows_redirects_by_itself_is_refused()
    {
        await using HubFixture fixture = await HubFixture.WithTinyModelAsync();
        SendOn(fixture.Hub, "/acme/tiny/", "/acme/new/resolve/main/config.json");
        using var client = new HttpClient();

        (await fixture.FailAsync<HubException>(options => options with { HttpClient = client })).Message.Should().Contain("AllowAutoRedirect = false");
    }

    [Fact]
    public async Task A_default_header_Authorization_does_not_go_to_another_host()
    {
        await using HubFixture fixture = await HubFixture.WithTinyModelAsync();
        await using FakeHub other = await FakeHub.WithTinyModelAsync();
        SendOn(fixture.Hub, "/", new Uri(other.Endpoint, "/acme/tiny/resolve/main/config.json").ToString());
        using HttpClient client = TrustingClient();
        client.DefaultRequestHeaders.Authorization = new("Bearer", "hf_mine");

        (await fixture.FailAsync<HubException>(options => options with { HttpClient = client })).Message.Should().Contain("default header Authorization").And.NotContain("hf_mine");
        other.Requests.Should().BeEmpty();
    }

    private static void SendOn(FakeHub hub, string below, string? location, int status = 302) => hub.Answer = context =>
    {
        if (!context.Request.Path.StartsWithSegments(below.TrimEnd('/'), StringComparison.Ordinal))
        {
            return Task.FromResult(false);
        }

        context.Response.StatusCode = status;
        if (location is not null)
        {
            context.Response.Headers.Location = location;
        }

        return Task.FromResult(true);
    };

#pragma warning disable CA5359 // Do not disable certificate validation: the certificate is the test's own.
    private static HttpClient TrustingClient() => new(new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        SslOptions = { RemoteCertificateValidationCallback = (_, _, _, _) => true },
    });
#pragma warning restore CA5359
}
