using Microsoft.AspNetCore.Http;
using Petals.Mixtral.Config.Tests.Support;

namespace Petals.Mixtral.Config.Tests.Hub.Http;

/// <summary>Content that is not the file that was announced, or not a config at all, is not kept.</summary>
public sealed class BodyTests
{
    private const string LoginPage = "<html><body>Log in to the network</body></html>";
    private const string LfsPointer =
        "version https://git-lfs.github.com/spec/v1\noid "
        + "sha256:4d7a214614ab2935c943f9e0ff69d22eadbb8f32b1258daaa5e2ca24d17e2393\nsize 12345\n";

    [Fact]
    public async Task A_login_page_instead_of_the_Hub_is_recognised_by_what_it_does_not_say()
    {
        await using HubFixture fixture = await HubFixture.WithTinyModelAsync();
        fixture.Hub.Answering(context => context.Response.ContentType = "text/html");

        HubException exception = await fixture.FailAsync<HubException>();

        exception.Message.Should().Contain("X-Repo-Commit").And.Contain("not a login page");
        fixture.Hub.Requests.Should().HaveCount(2);
        fixture.ShouldHaveKeptNothing();
    }

    [Theory]
    [InlineData(LoginPage, "<html>")]
    [InlineData(LfsPointer, "a Git LFS pointer")]
    [InlineData("[]", "[]")]
    [InlineData("", "not a JSON object")]
    [InlineData(" \n", "not a JSON object")]
    [InlineData("null", "null")]
    [InlineData("{", "not a JSON object")]
    [InlineData("{} {}", "not a JSON object")]
    public async Task What_is_no_JSON_object_is_not_kept_though_its_hash_is_right(string body, string found)
    {
        await using HubFixture fixture = await HubFixture.WithTinyModelAsync();
        fixture.Hub.Publish("config.json", body);

        HubException exception = await fixture.FailAsync<HubException>();

        exception.Message.Should().Contain("it is not a JSON object").And.Contain(found);
        exception.IsTransient.Should().BeFalse();
        fixture.Hub.Gets.Should().HaveCount(2);
        fixture.ShouldHaveKeptNothing();
    }

    [Theory]
    [InlineData(LoginPage, "<html>")]
    [InlineData(LfsPointer, "a Git LFS pointer")]
    [InlineData("", "not a JSON object")]
    public async Task What_came_instead_of_the_file_is_asked_for_again_and_not_kept(string body, string found)
    {
        await using HubFixture fixture = await HubFixture.WithTinyModelAsync();
        fixture.Hub.Sending(context => context.Response.WriteAsync(body));

        HubException exception = await fixture.FailAsync<HubException>();

        exception.Message.Should().Contain("it is not a JSON object").And.Contain(found);
        exception.IsTransient.Should().BeTrue();
        fixture.Hub.Gets.Should().HaveCount(2 * 4);
        fixture.ShouldHaveKeptNothing();
    }

    [Fact]
    public async Task Content_with_another_hash_is_asked_for_again_and_not_kept()
    {
        await using HubFixture fixture = await HubFixture.WithTinyModelAsync();
        string other = TinyConfig.With("other", "1");
        fixture.Hub.Sending(context => context.Response.WriteAsync(other));

        HubException exception = await fixture.FailAsync<HubException>();

        HubContent[] contents = [HubContent.Of(other), HubContent.Of(TinyConfig.Json)];
        exception.Message.Should().Contain($"have the hash {contents[0].ETag} instead of {contents[1].ETag}");
        exception.IsTransient.Should().BeTrue();
        fixture.Hub.Gets.Should().HaveCount(2 * 4);
        fixture.ShouldHaveKeptNothing();
    }

    [Theory]
    [InlineData("git", true)]
    [InlineData("git", false)]
    [InlineData("sha256", true)]
    [InlineData("sha256", false)]
    [InlineData("opaque", true)]
    [InlineData("opaque", false)]
    public async Task A_transfer_that_damages_the_JSON_but_not_its_length_is_tried_again(string kind, bool blocking)
    {
        await using HubFixture fixture = await HubFixture.WithTinyModelAsync();
        var content = HubContent.Of(TinyConfig.Json);
        string tag = kind switch
        {
            "git" => content.ETag,
            "sha256" => Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(content.Bytes)),
            _ => "5e8c5b1a-2c4",
        };
        int damaged = 2;
        fixture.Hub.Answer = async context =>
        {
            byte[] bytes = [.. content.Bytes];
            if (context.Request.Method == "GET" && damaged-- > 0)
            {
                bytes[bytes.Length / 2] = 0;
            }

            await (content with { Bytes = bytes, ETag = tag }).SendAsync(context);
            return true;
        };

        (await fixture.LoadAsync(blocking)).HiddenSize.Should().Be(64);

        fixture.Hub.Gets.Should().HaveCount(3);
    }

    [Fact]
    public async Task Content_under_a_tag_that_is_no_hash_has_at_least_the_size_that_was_said()
    {
        await using HubFixture fixture = await HubFixture.WithTinyModelAsync();
        fixture.Hub.Answer = async context =>
        {
            HubContent.Of(TinyConfig.Json).Describe(context);
            context.Response.Headers.ETag = "\"5e8c5b1a-2c4\"";
            if (context.Request.Method == "GET")
            {
                context.Response.ContentLength = 2;
                await context.Response.WriteAsync("{}");
            }

            return true;
        };

        HubException exception = await fixture.FailAsync<HubException>();

        exception.Message.Should().Contain($"2 bytes arrived instead of {Encoding.UTF8.GetByteCount(TinyConfig.Json)}");
        fixture.Hub.Gets.Should().HaveCount(2 * 4);
        fixture.ShouldHaveKeptNothing();
    }

    [Theory]
    [InlineData(201)]
    [InlineData(203)]
    [InlineData(204)]
    [InlineData(206)]
    public async Task Another_success_than_200_is_not_the_whole_file(int status)
    {
        await using HubFixture fixture = await HubFixture.WithTinyModelAsync();
        fixture.Hub.Sending(context =>
        {
            context.Response.StatusCode = status;
            return Task.CompletedTask;
        });

        HubException exception = await fixture.FailAsync<HubException>();

        exception.Message.Should().Contain($"answered {status}");
        exception.StatusCode.Should().Be((System.Net.HttpStatusCode)status);
        fixture.Hub.Gets.Should().HaveCount(2);
        fixture.ShouldHaveKeptNothing();
    }

    [Fact]
    public async Task That_the_content_has_not_changed_is_no_answer_to_who_has_none()
    {
        await using HubFixture fixture = await HubFixture.WithTinyModelAsync();
        fixture.Hub.Sending(context =>
        {
            context.Response.StatusCode = StatusCodes.Status304NotModified;
            return Task.CompletedTask;
        });

        HubException exception = await fixture.FailAsync<HubException>();

        exception.Message.Should().Contain("answered 304");
        fixture.Hub.Gets.Should().HaveCount(2);
        fixture.ShouldHaveKeptNothing();
    }

    [Fact]
    public async Task Requests_ask_for_content_without_an_encoding()
    {
        await using HubFixture fixture = await HubFixture.WithTinyModelAsync();

        await fixture.LoadAsync(blocking: false);

        fixture.Hub.Requests.Should().OnlyContain(request => request.Headers["Accept-Encoding"] == "identity");
    }

    [Fact]
    public async Task Content_that_is_said_to_have_no_encoding_is_taken()
    {
        await using HubFixture fixture = await HubFixture.WithTinyModelAsync();
        fixture.Hub.Sending(context =>
        {
            context.Response.Headers.ContentEncoding = "identity";
            return context.Response.WriteAsync(TinyConfig.Json);
        });

        await fixture.LoadAsync(blocking: false);

        fixture
            .Tree()
            .Should()
            .Contain($"models--acme--tiny/blobs/{HubContent.Of(TinyConfig.Json).ETag}", TinyConfig.Json);
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("br")]
    [InlineData("zstd")]
    [InlineData("gzip, gzip")]
    public async Task Content_with_an_encoding_that_was_not_requested_is_refused(string encoding)
    {
        await using HubFixture fixture = await HubFixture.WithTinyModelAsync();
        fixture.Hub.Sending(context =>
        {
            context.Response.Headers.ContentEncoding = encoding;
            return context.Response.WriteAsync("x");
        });

        HubException exception = await fixture.FailAsync<HubException>();

        exception.Message.Should().Contain($"its encoding is '{encoding}', which was not requested");
        fixture.ShouldHaveKeptNothing();
    }
}
