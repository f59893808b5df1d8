namespace Petals.Mixtral.Config.Tests.Hub.Http;

/// <summary>Content that is not the announced file, or not a config, is not kept.</summary>
public sealed class BodyTests : HubTest
{
    private const string OpaqueTag = "5e8c5b1a-2c4";

    [Theory]
    [InlineData("git", true)]
    [InlineData("sha256", false)]
    [InlineData("opaque", true)]
    public async Task A_damaged_body_of_the_right_length_is_requested_again(string kind, bool blocking)
    {
        string tag = kind switch
        {
            "git" => Tiny.ETag,
            "sha256" => Convert.ToHexStringLower(SHA256.HashData(Tiny.Bytes)),
            _ => OpaqueTag,
        };
        int damaged = 2;
        Hub.Answer = async context =>
        {
            byte[] bytes = [.. Tiny.Bytes];
            if (context.Request.Method == "GET" && damaged-- > 0)
            {
                bytes[bytes.Length / 2] = 0;
            }

            await (Tiny with { Bytes = bytes, ETag = tag }).SendAsync(context);
            return true;
        };

        (await LoadAsync(blocking)).HiddenSize.Should().Be(64);

        Hub.Gets.Should().HaveCount(3);
    }

    [Fact]
    [Needs(Links)]
    public async Task Requests_accept_only_the_encoding_identity()
    {
        Hub.Describing(context => context.Response.Headers.ContentEncoding = "identity");

        await LoadAsync(blocking: false);

        Hub.Requests.Should().OnlyContain(request => request.Headers["Accept-Encoding"] == "identity");
        ShouldHaveTree($"models--acme--tiny/blobs/{Tiny.ETag}", TinyConfig.Json);
    }
}
