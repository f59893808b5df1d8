namespace Petals.Mixtral.Config.Tests.Hub.Http;

/// <summary>Content that is not the announced file, or not a config, is not kept.</summary>
public sealed class BodyTests : HubTest
{
    private const string OpaqueTag = "5e8c5b1a-2c4";
    private const string LfsPointer =
        "version https://git-lfs.github.com/spec/v1\noid "
        + "sha256:4d7a214614ab2935c943f9e0ff69d22eadbb8f32b1258daaa5e2ca24d17e2393\nsize 12345\n";

    [Fact]
    public async Task FromPretrained_throws_when_a_login_page_answers_instead_of_the_Hub()
    {
        Hub.Answering(context => context.Response.ContentType = "text/html");

        await ShouldFailAsync("X-Repo-Commit*and not a login page", requests: 1);
    }

    [Theory]
    [InlineData("<html><body>Log in to the network</body></html>", "<html>")]
    [InlineData(LfsPointer, "a Git LFS pointer")]
    [InlineData("[]", "[]")]
    [InlineData("", "")]
    [InlineData(" \n", "")]
    [InlineData("null", "null")]
    [InlineData("{", "")]
    [InlineData("{} {}", "")]
    public async Task A_body_that_is_not_a_JSON_object_is_requested_again_only_if_its_hash_is_wrong(
        string body,
        string found
    )
    {
        Hub.Publish(FileName, body);
        await ShouldFailAsync($"it is not a JSON object*{found}", gets: 1);

        Hub.Publish(FileName, TinyConfig.Json).Sending(context => context.Response.WriteAsync(body)).Requests.Clear();
        await ShouldFailAsync($"it is not a JSON object*{found}", isTransient: true, gets: 4);
    }

    [Fact]
    public async Task A_body_with_another_hash_is_requested_again_and_not_kept()
    {
        string other = TinyConfig.With("other", "1");
        Hub.Sending(context => context.Response.WriteAsync(other));

        await ShouldFailAsync(
            $"have the hash {HubContent.Of(other).ETag} instead of {Tiny.ETag}",
            isTransient: true,
            gets: 4
        );
    }

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
    public async Task A_body_whose_tag_is_not_a_hash_must_have_the_announced_size()
    {
        Hub.Answer = async context =>
        {
            Tiny.Describe(context);
            context.Response.Headers.ETag = $"\"{OpaqueTag}\"";
            if (context.Request.Method == "GET")
            {
                context.Response.ContentLength = 2;
                await context.Response.WriteAsync("{}");
            }

            return true;
        };

        await ShouldFailAsync($"2 bytes arrived instead of {Tiny.Bytes.Length}", isTransient: true, gets: 4);
    }

    [Theory]
    [InlineData(201)]
    [InlineData(203)]
    [InlineData(204)]
    [InlineData(206)]
    [InlineData(304)]
    public async Task A_status_other_than_200_does_not_bring_the_whole_file(int status)
    {
        Hub.Sending(context => Task.FromResult(context.Response.StatusCode = status));

        HubException exception = await ShouldFailAsync($"answered {status}", gets: 1);

        exception.StatusCode.Should().Be((HttpStatusCode)status);
    }

    [Fact]
    [Needs(SystemFeature.Links)]
    public async Task Requests_accept_only_the_encoding_identity()
    {
        Hub.Describing(context => context.Response.Headers.ContentEncoding = "identity");

        await LoadAsync(blocking: false);

        Hub.Requests.Should().OnlyContain(request => request.Headers["Accept-Encoding"] == "identity");
        ShouldHaveTree($"models--acme--tiny/blobs/{Tiny.ETag}", TinyConfig.Json);
    }
}
