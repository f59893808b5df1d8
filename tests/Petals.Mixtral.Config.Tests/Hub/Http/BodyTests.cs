using System.IO.Compression;
using System.Text;
using Microsoft.AspNetCore.Http;
using Petals.Mixtral.Config.Tests.Support;

namespace Petals.Mixtral.Config.Tests.Hub.Http;

/// <summary>What may arrive instead of the file. Nothing of it is kept.</summary>
public sealed class BodyTests
{
    private const string LoginPage = "<!doctype html><html><body>Log in</body></html>";
    private static readonly HubContent Tiny = HubContent.Of(TinyConfig.Json);

    public static TheoryData<string, string> NoJsonObjects => new()
    {
        { LoginPage, "found <!doctype html>" },
        { "", "found nothing" },
        { "[1]", "found [1]" },
        { "null", "found null" },
        { "version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 1\n", "found version https://git-lfs" },
        { "{\"a\": }", "line 1, column 7 cannot be read" },
        { "{\"a\": 1} x", "cannot be read" },
        { "{\"a\": \"\uD800\"", "cannot be read" },
    };

    [Theory]
    [MemberData(nameof(NoJsonObjects))]
    public async Task What_is_not_a_JSON_object_is_not_kept_even_where_its_hash_is_right(string body, string found)
    {
        await using HubFixture fixture = await HubFixture.WithTinyModelAsync();
        fixture.Hub.Publish("config.json", body);

        HubException exception = await fixture.FailAsync<HubException>();

        exception.Message.Should().Contain("it is not a JSON object: ").And.Contain(found).And.Contain("Nothing was kept.");
        fixture.ShouldHaveKeptNothing();
    }

    [Fact]
    public async Task A_login_page_in_between_is_not_taken_for_an_answer()
    {
        await using HubFixture fixture = await HubFixture.WithTinyModelAsync();
        fixture.Hub.Answer = async context =>
        {
            context.Response.ContentType = "text/html";
            if (context.Request.Method == "GET")
            {
                await context.Response.WriteAsync(LoginPage);
            }

            return true;
        };

        (await fixture.FailAsync<HubException>()).Message.Should().Contain("or is a page in between, such as a login");
        fixture.ShouldHaveKeptNothing();
    }

    [Fact]
    public async Task Bytes_with_another_hash_are_asked_for_again_and_then_refused()
    {
        await using HubFixture fixture = await HubFixture.WithTinyModelAsync();
        fixture.Hub.Sending(context => context.Response.WriteAsync("{}"));

        HubException exception = await fixture.FailAsync<HubException>();

        exception.Message.Should().Contain($"its 2 bytes have the hash {HubContent.GitHash([.. "{}"u8])}, and the Hub says {Tiny.ETag}");
        fixture.Hub.Gets.Should().HaveCount(2 * 4);
        fixture.ShouldHaveKeptNothing();
    }

    [Fact]
    public async Task A_body_that_breaks_off_is_asked_for_again()
    {
        await using HubFixture fixture = await HubFixture.WithTinyModelAsync();
        int asked = 0;
        fixture.Hub.Sending(async context =>
        {
            context.Response.ContentLength = Tiny.Bytes.Length;
            await context.Response.Body.WriteAsync(++asked == 1 ? Tiny.Bytes.AsMemory(0, 100) : Tiny.Bytes);
            await context.Response.Body.FlushAsync();
            if (asked == 1)
            {
                context.Abort();
            }
        });

        DistributedMixtralConfig.FromPretrained(HubCacheBuilder.Repo, options: fixture.Options).HiddenSize.Should().Be(64);
        asked.Should().Be(2);
    }

    [Fact]
    public async Task A_body_that_always_breaks_off_is_an_error()
    {
        await using HubFixture fixture = await HubFixture.WithTinyModelAsync();
        fixture.Hub.Sending(async context =>
        {
            context.Response.ContentLength = Tiny.Bytes.Length;
            await context.Response.Body.WriteAsync(Tiny.Bytes.AsMemory(0, 100));
            await context.Response.Body.FlushAsync();
            context.Abort();
        });

        // How the system tells of it, and when, is not always the same.
        (await FluentActions.Awaiting(() => DistributedMixtralConfig.FromPretrainedAsync(
            HubCacheBuilder.Repo, options: fixture.Options, cancellationToken: TestContext.Current.CancellationToken)).Should().ThrowAsync<HubException>())
            .Which.Should().Match<HubException>(exception => exception.IsTransient && exception.Message.Contains("could not be had"));
        FluentActions.Invoking(() => DistributedMixtralConfig.FromPretrained(HubCacheBuilder.Repo, options: fixture.Options)).Should().Throw<HubException>();
        fixture.ShouldHaveKeptNothing();
    }

    [Fact]
    public async Task A_mirror_s_torn_file_shows_by_its_size()
    {
        await using HubFixture fixture = await HubFixture.WithTinyModelAsync();
        fixture.Hub.Answer = async context =>
        {
            Tiny.Describe(context);
            context.Response.Headers.ETag = "\"abc\"";
            if (context.Request.Method == "GET")
            {
                context.Response.ContentLength = null;
                await context.Response.WriteAsync("{}");
            }

            return true;
        };

        (await fixture.FailAsync<HubException>()).Message.Should().Contain($"2 bytes arrived, and the Hub says {Tiny.Bytes.Length}");
        fixture.ShouldHaveKeptNothing();
    }

    [Fact]
    public async Task A_body_in_chunks_needs_no_length()
    {
        await using HubFixture fixture = await HubFixture.WithTinyModelAsync();
        fixture.Hub.Answer = async context =>
        {
            Tiny.Describe(context);
            context.Response.ContentLength = null;
            if (context.Request.Method == "GET")
            {
                await context.Response.Body.WriteAsync(Tiny.Bytes.AsMemory(0, 10));
                await context.Response.Body.FlushAsync();
                await context.Response.Body.WriteAsync(Tiny.Bytes.AsMemory(10));
            }

            return true;
        };

        DistributedMixtralConfig.FromPretrained(HubCacheBuilder.Repo, options: fixture.Options).HiddenSize.Should().Be(64);
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("br")]
    [InlineData("deflate")]
    public async Task A_body_that_is_compressed_unasked_is_understood(string encoding)
    {
        await using HubFixture fixture = await HubFixture.WithTinyModelAsync();
        fixture.Hub.Sending(context =>
        {
            context.Response.Headers.ContentEncoding = encoding;
            return context.Response.Body.WriteAsync(Compress(Tiny.Bytes, encoding)).AsTask();
        });

        DistributedMixtralConfig.FromPretrained(HubCacheBuilder.Repo, options: fixture.Options).HiddenSize.Should().Be(64);
    }

    [Fact]
    public async Task An_encoding_that_is_not_known_is_named()
    {
        await using HubFixture fixture = await HubFixture.WithTinyModelAsync();
        fixture.Hub.Sending(context =>
        {
            context.Response.Headers.ContentEncoding = "zstd";
            return context.Response.WriteAsync("x");
        });

        (await fixture.FailAsync<HubException>()).Message.Should().Contain("it is encoded as 'zstd', which was not asked for");
        fixture.ShouldHaveKeptNothing();
    }

    [Fact]
    public async Task A_compressed_body_that_grows_without_end_is_cut_off()
    {
        await using HubFixture fixture = await HubFixture.WithTinyModelAsync();
        byte[] bomb = Compress(new byte[64 * 1024 * 1024], "gzip");
        fixture.Hub.Sending(context =>
        {
            context.Response.Headers.ContentEncoding = "gzip";
            return context.Response.Body.WriteAsync(bomb).AsTask();
        });

        (await fixture.FailAsync<HubException>()).Message.Should().Contain("it has more than 16777216 bytes");
        fixture.ShouldHaveKeptNothing();
    }

    [Fact]
    public async Task A_body_without_end_is_cut_off()
    {
        await using HubFixture fixture = await HubFixture.WithTinyModelAsync();
        fixture.Hub.Sending(async context =>
        {
            byte[] part = Encoding.ASCII.GetBytes(new string(' ', 1 << 20));
            while (!context.RequestAborted.IsCancellationRequested)
            {
                await context.Response.Body.WriteAsync(part, context.RequestAborted);
            }
        });

        (await fixture.FailAsync<HubException>()).Message.Should().Contain("it has more than 16777216 bytes");
        fixture.ShouldHaveKeptNothing();
    }

    [Fact]
    public async Task A_size_over_the_cap_is_refused_before_it_is_asked_for()
    {
        await using HubFixture fixture = await HubFixture.WithTinyModelAsync();
        fixture.Hub.Answering(context =>
        {
            Tiny.Describe(context);
            context.Response.ContentLength = (16 * 1024 * 1024) + 1;
        });

        (await fixture.FailAsync<HubException>()).Message.Should().Contain("it has more than 16777216 bytes");
        fixture.Hub.Gets.Should().BeEmpty();
    }

    private static byte[] Compress(byte[] bytes, string encoding)
    {
        using var compressed = new MemoryStream();
        using (Stream stream = encoding switch
        {
            "gzip" => new GZipStream(compressed, CompressionLevel.Fastest),
            "br" => new BrotliStream(compressed, CompressionLevel.Fastest),
            _ => new ZLibStream(compressed, CompressionLevel.Fastest),
        })
        {
            stream.Write(bytes);
        }

        return compressed.ToArray();
    }
}
