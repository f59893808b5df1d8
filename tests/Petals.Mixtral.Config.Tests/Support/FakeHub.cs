using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Hosting;

namespace Petals.Mixtral.Config.Tests.Support;

/// <summary>
/// A Hub on this machine: a real server that responds as huggingface.co does, unless a test changes the response. It
/// records the requests.
/// </summary>
internal sealed class FakeHub : IAsyncDisposable
{
    private readonly WebApplication _server;
    private readonly ConcurrentDictionary<string, HubContent> _files = new();

    private FakeHub(bool isEncrypted)
    {
        WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Logging.ClearProviders();
        builder
            .WebHost.UseKestrelCore()
            .ConfigureKestrel(options =>
            {
                options.AddServerHeader = false;
                options.AllowSynchronousIO = true;
                options.Limits.MinResponseDataRate = null;
                options.Listen(
                    IPAddress.Loopback,
                    0,
                    listen =>
                    {
                        if (isEncrypted)
                        {
                            listen.UseHttps(Certificate());
                        }
                    }
                );
            });
        if (isEncrypted)
        {
            builder.WebHost.UseKestrelHttpsConfiguration();
        }

        _server = builder.Build();
        _server.Run(AnswerAsync);
    }

    public Uri Endpoint => new(_server.Urls.Single());

    public ConcurrentQueue<HubRequest> Requests { get; } = new();

    /// <summary>Responds in place of the server. Returns whether it did.</summary>
    public Func<HttpContext, Task<bool>>? Answer { get; set; }

    public IEnumerable<HubRequest> Gets => Requests.Where(request => request.Method == "GET");

    public static async Task<FakeHub> StartAsync(bool isEncrypted = false)
    {
        var hub = new FakeHub(isEncrypted);
        await hub._server.StartAsync();
        return hub;
    }

    /// <summary>A Hub that has the tiny model as <c>acme/tiny</c>.</summary>
    public static async Task<FakeHub> WithTinyModelAsync(bool isEncrypted = false)
    {
        FakeHub hub = await StartAsync(isEncrypted);
        return hub.Publish("config.json", TinyConfig.Json);
    }

    public FakeHub Publish(
        string file,
        string content,
        string revision = "main",
        string commit = HubCacheBuilder.Commit,
        string repo = HubCacheBuilder.Repo
    )
    {
        var published = HubContent.Of(content, commit);
        _files[Path(repo, revision, file)] = published;
        _files[Path(repo, commit, file)] = published;
        return this;
    }

    /// <summary>Responds to every request by <paramref name="answer"/>.</summary>
    public FakeHub Answering(Action<HttpContext> answer)
    {
        Answer = context =>
        {
            answer(context);
            return Task.FromResult(true);
        };
        return this;
    }

    /// <summary>Responds to requests for content with this, and to the HEAD requests before them as usual.</summary>
    public FakeHub Sending(Func<HttpContext, Task> send)
    {
        Answer = async context =>
        {
            if (context.Request.Method != "GET")
            {
                return false;
            }

            await send(context);
            return true;
        };
        return this;
    }

    /// <summary>Sends the tiny model with headers that <paramref name="change"/> changes.</summary>
    public FakeHub Describing(Action<HttpContext> change)
    {
        Answer = async context =>
        {
            var tiny = HubContent.Of(TinyConfig.Json);
            tiny.Describe(context);
            change(context);
            if (context.Request.Method == "GET")
            {
                await context.Response.Body.WriteAsync(tiny.Bytes);
            }

            return true;
        };
        return this;
    }

    /// <summary>Does not answer requests with this method.</summary>
    public FakeHub StayingSilent(string method)
    {
        Answer = async context =>
        {
            bool isMeant = context.Request.Method == method;
            await (isMeant ? GoneAsync(context) : Task.CompletedTask);
            return isMeant;
        };
        return this;
    }

    /// <summary>Completes when the caller has closed the connection.</summary>
    public static Task GoneAsync(HttpContext context)
    {
        var gone = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        context.RequestAborted.Register(gone.SetResult);
        return gone.Task;
    }

    /// <summary>Repeats some spaces until the caller closes the connection.</summary>
    public static async Task DripAsync(HttpContext context, int size)
    {
        using var drip = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        while (!context.RequestAborted.IsCancellationRequested && await drip.WaitForNextTickAsync())
        {
            await context.Response.WriteAsync(new string(' ', size));
        }
    }

    /// <summary>Fails the first requests with a status.</summary>
    public FakeHub Failing(int status, int count = int.MaxValue, string? header = null, string? value = null)
    {
        int left = count;
        Answer = context =>
        {
            if (Interlocked.Decrement(ref left) < 0)
            {
                return Task.FromResult(false);
            }

            context.Response.StatusCode = status;
            if (header is not null)
            {
                context.Response.Headers[header] = value;
            }

            return Task.FromResult(true);
        };
        return this;
    }

    /// <summary>Redirects requests for the tiny model to another address.</summary>
    public FakeHub Redirecting(string? location, int status = StatusCodes.Status302Found)
    {
        Answer = context =>
        {
            bool isMoved = context.Request.Path.StartsWithSegments(
                $"/{HubCacheBuilder.Repo}",
                StringComparison.Ordinal
            );
            if (isMoved)
            {
                context.Response.StatusCode = status;
                context.Response.Headers.Location = location;
            }

            return Task.FromResult(isMoved);
        };
        return this;
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    private static string Path(string repo, string revision, string file) =>
        $"/{repo}/resolve/{Uri.EscapeDataString(revision)}/{file}";

    private async Task AnswerAsync(HttpContext context)
    {
        string target = context.Features.Get<IHttpRequestFeature>()!.RawTarget;
        Requests.Enqueue(
            new HubRequest(
                context.Request.Method,
                target,
                context.Request.Headers.ToDictionary(
                    header => header.Key,
                    header => header.Value.ToString(),
                    StringComparer.OrdinalIgnoreCase
                )
            )
        );
        if (Answer is not null && await Answer(context))
        {
            return;
        }

        if (!_files.TryGetValue(target, out HubContent? content))
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            context.Response.Headers["X-Error-Code"] = "EntryNotFound";
            context.Response.Headers["X-Error-Message"] = "Entry not found";
            context.Response.Headers["X-Repo-Commit"] = HubCacheBuilder.Commit;
            return;
        }

        await content.SendAsync(context);
    }

    private static X509Certificate2 Certificate()
    {
        NeedsAttribute.Require(WholeWindows);
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=127.0.0.1", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        using X509Certificate2 certificate = request.CreateSelfSigned(
            DateTimeOffset.UtcNow.AddDays(-1),
            DateTimeOffset.UtcNow.AddDays(1)
        );
        return X509CertificateLoader.LoadPkcs12(certificate.Export(X509ContentType.Pfx), null);
    }
}
