using System.Security.Cryptography;
using Petals.Mixtral.Config.Fuzz.Engine;
using Petals.Mixtral.Config.Fuzz.Mutation;
using Petals.Mixtral.Config.Hub;

namespace Petals.Mixtral.Config.Fuzz.Targets;

/// <summary>The response of a server: the headers of two responses, and a body.</summary>
internal sealed class HubTarget : IFuzzTarget
{
    private const string Repo = "acme/tiny";
    private const string Commit = "71a7000000000000000000000000000000000001";
    private const string Body = """{"hidden_size": 64}""";
    private readonly ScratchDirectory _scratch = new();
    private readonly AnsweringHandler _handler = new();
    private readonly HttpClient _http;
    private readonly HubClient _client;
    private readonly string _repo;

    public HubTarget()
    {
        _http = new HttpClient(_handler);
        _repo = _scratch.Combine("hub/models--acme--tiny");
        _client = new HubClient(
            new HubClientOptions
            {
                CacheDirectory = _scratch.Combine("hub"),
                HttpClient = _http,
                Token = "hf_secret_of_the_fuzzer",
                Endpoint = new Uri("https://hub.invalid"),
                Environment = new ConfigEnvironment(_ => null, null) { Clock = new InstantClock() },
            }
        );
    }

    public string Name => "hub";

    public IReadOnlyList<byte[]> Seeds { get; } =
    [
        InputFields.Of(
            $"200\nX-Repo-Commit: {Commit}\nETag: \"{GitHash(Body)}\"\nContent-Length: {Body.Length}",
            "200",
            Body
        ),
        InputFields.Of($"200\nX-Repo-Commit: {Commit}\nETag: W/\"some-tag\"", $"200\nX-Repo-Commit: {Commit}", Body),
        InputFields.Of(
            $"302\nLocation: https://cdn.invalid/x?y=z\nX-Repo-Commit: {Commit}\nX-Linked-Etag: "
                + $"\"{Sha256(Body)}\"\nX-Linked-Size: {Body.Length}",
            "200",
            Body
        ),
        InputFields.Of(
            "307\nLocation: /acme/other/resolve/main/config.json",
            $"200\nX-Repo-Commit: {Commit}\nETag: \"{GitHash(Body)}\"",
            Body
        ),
        InputFields.Of("404\nX-Error-Code: EntryNotFound\nX-Error-Message: no", "404", ""),
        InputFields.Of("401\nX-Error-Code: GatedRepo\nX-Error-Message: Access is restricted", "401", ""),
        InputFields.Of("429\nRetry-After: 7", "503\nRetry-After: Wed, 21 Oct 2065 07:28:00 GMT", "<html>"),
    ];

    public IReadOnlyList<string> Words { get; } =
    [
        "X-Repo-Commit: ",
        "ETag: ",
        "Location: ",
        "Content-Length: ",
        "X-Linked-Etag: ",
        "X-Linked-Size: ",
        "X-Error-Code: ",
        "X-Error-Message: ",
        "Retry-After: ",
        "Content-Encoding: gzip",
        "Content-Type: ",
        "RepoNotFound",
        "RevisionNotFound",
        "200",
        "206",
        "301",
        "302",
        "304",
        "307",
        "308",
        "401",
        "403",
        "407",
        "429",
        "500",
        "\n",
        "W/",
        "\"",
        Commit,
        GitHash(Body),
        "http://hub.invalid/",
        "//evil.invalid/",
        "hf_secret_of_the_fuzzer",
    ];

    public AllocationLimit LimitOf(byte[] input) => new(2 * 1024 * 1024, 256);

    public object? Read(byte[] input)
    {
        string[] fields = InputFields.Split(input, 3);
        _handler.Restart();
        _handler.Answers = [fields[0], fields[1]];
        _handler.Body = Encoding.UTF8.GetBytes(fields[2]);
        try
        {
            return _client.Download(
                Repo,
                "config.json",
                new HubDownloadOptions { MustBeJsonObject = true, ForceDownload = true }
            );
        }
        catch (PretrainedConfigException exception)
        {
            BrokenPromiseException.ThrowUnless(
                !exception.ToString().Contains("hf_secret_of_the_fuzzer", StringComparison.Ordinal),
                "The token is in no message."
            );
            throw;
        }
    }

    public void Use(object accepted)
    {
        var file = (HubFile)accepted;
        BrokenPromiseException.ThrowUnless(
            file.CommitHash.Length == Commit.Length && file.CommitHash.All(char.IsAsciiHexDigitLower),
            "A commit is a hash."
        );
        BrokenPromiseException.ThrowUnless(
            file.Path == Path.Combine(_repo, "snapshots", file.CommitHash, "config.json"),
            "A file is in the snapshot of its commit."
        );
        BrokenPromiseException.ThrowUnless(
            File.ReadAllBytes(file.Path).AsSpan().SequenceEqual(_handler.Body),
            "What is in the cache is what came."
        );
        BrokenPromiseException.ThrowUnless(
            Directory.GetFileSystemEntries(_scratch.Path).Length == 1,
            "Nothing is written outside of the cache."
        );
        Directory.Delete(_repo, recursive: true);
    }

    public void Dispose()
    {
        _client.Dispose();
        _http.Dispose();
        _handler.Dispose();
        _scratch.Dispose();
    }

    private static string Sha256(string text) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

#pragma warning disable CA5350 // Git names blobs by SHA-1.
    private static string GitHash(string text) =>
        Convert.ToHexStringLower(SHA1.HashData(Encoding.UTF8.GetBytes($"blob {text.Length}\0{text}")));
#pragma warning restore CA5350
}
