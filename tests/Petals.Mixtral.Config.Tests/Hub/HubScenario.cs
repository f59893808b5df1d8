using System.Net.Http.Headers;
using Microsoft.Extensions.Primitives;

namespace Petals.Mixtral.Config.Tests.Hub;

/// <summary>
/// A line of a transcript about the Hub and its cache: steps, separated by <c>|</c>, in an empty folder with an empty
/// cache. A word with blanks or escapes is a JSON string. A step is one of:
/// <list type="bullet">
/// <item><c>NAME=value</c>: sets an environment variable.</item>
/// <item><c>write PATH TEXT</c>, <c>link PATH TARGET</c>, <c>mkdir PATH</c>, <c>delete PATH</c>: changes the folder,
/// <c>/data</c>, in which <c>hub</c> is the cache.</item>
/// <item><c>HEAD</c>, <c>GET</c> or <c>ANY</c>, <c>/path</c> or the start of an address, <c>2x</c>, a status, and
/// <c>Name:value</c>, <c>-Name</c> or <c>body:text</c>: an answer of the Hub, the first two times. Without a status,
/// it changes the usual answer; a body for <c>ANY</c> has the hash that is announced.</item>
/// <item><c>load</c>, <c>explain</c>, <c>variables</c>, <c>commit</c> or <c>file</c>, and options: a call.</item>
/// </list>
/// </summary>
internal sealed partial class HubScenario : IDisposable
{
    private static readonly HubContent Tiny = HubContent.Of(TinyConfig.Json);

    /// <summary>Short names of long texts, both in steps and in results.</summary>
    private static readonly (string Name, string Text)[] Names =
    [
        ("COMMIT", HubCacheBuilder.Commit),
        ("OTHER", HubCacheBuilder.OtherCommit),
        ("ETAG", Tiny.ETag),
        ("REPO", "models--acme--tiny"),
        ("SHA256", Convert.ToHexStringLower(SHA256.HashData(Tiny.Bytes))),
    ];

    /// <summary>No random wait is longer, and all that the answers of the transcripts request are.</summary>
    private static readonly TimeSpan MaxOwnWait = TimeSpan.FromSeconds(6);

    private readonly TempDirectory _folder = new();
    private readonly Dictionary<string, string> _variables = [];
    private readonly List<Answer> _answers = [];
    private readonly List<string> _requests = [];
    private readonly List<string> _results = [];
    private readonly InstantClock _clock = new();
    private readonly RecordingLoggerFactory _log = new() { MinLevel = LogLevel.Trace };
    private readonly HttpClient _client;

    private HubScenario() => _client = new HttpClient(new StubHandler(Respond));

    private string CacheDirectory => _folder.Combine("hub");

    /// <summary>Takes the steps of a line. The result has the outcome of each call, its requests, waits and warnings,
    /// and at last the files of the cache. It never contains a secret.</summary>
    public static string Run(string line)
    {
        using var scenario = new HubScenario();
        using var traces = new Traces();
        foreach (string step in line.Split(" | "))
        {
            scenario.Take(step);
        }

        scenario.Show("cache", [scenario.CacheFiles()]);
        IEnumerable<string> shown = scenario
            ._results.Where(result => !result.StartsWith("request: "))
            .Concat(scenario._log.Entries.Select(entry => entry.Message))
            .Concat(traces.Texts);
        shown.Should().NotContain(text => text.Contains("secret"), line);
        return scenario.Neutral(string.Join('\n', scenario._results));
    }

    public void Dispose()
    {
        _client.Dispose();
        _log.Dispose();
        _folder.Dispose();
    }

    private void Take(string step)
    {
        if (Variable.Match(step) is { Success: true } variable)
        {
            _variables[variable.Groups[1].Value] = Text(step[variable.Length..]);
            return;
        }

        string[] words = [.. Words.Matches(step).Select(word => Text(word.Value))];
        switch (words)
        {
            case ["write", var path, .. var text]:
                Write(path, string.Join(' ', text));
                break;
            case ["link", var path, var target]:
                Directory.CreateDirectory(Path.GetDirectoryName(_folder.Combine(path))!);
                SymbolicLinks.ToFile(_folder.Combine(path), target);
                break;
            case ["mkdir", var path]:
                Directory.CreateDirectory(_folder.Combine(path));
                break;
            case ["delete", var path]:
                File.Delete(_folder.Combine(path));
                break;
            case ["HEAD" or "GET" or "ANY", ..]:
                _answers.Insert(0, Answer.Parse(words));
                break;
            default:
                Call(words[0], Options(words, out string model), model);
                break;
        }
    }

    /// <summary>Writes a file that only its owner can read, as a token file should be.</summary>
    private void Write(string path, string text)
    {
        string file = _folder.Write(path, text);
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }
    }

    private void Call(string action, PretrainedLoadOptions options, string model)
    {
        _requests.Clear();
        _clock.Waits.Clear();
        int logged = _log.Entries.Count;
        string outcome = Outcome(() =>
            action switch
            {
                "load" => Loaded(DistributedMixtralConfig.FromPretrained(model, options: options)),
                "explain" => Explained(ModelResolution.Explain(model, options)),
                "variables" => Variables(ModelResolution.Explain(model, options with { HttpClient = null })),
                "commit" => new HubCache(options.CacheDirectory!).TryGetCommit(model, options.Revision),
                "file" => new HubCache(options.CacheDirectory!).TryGetFile(
                    model,
                    options.ConfigFileName,
                    options.Revision
                ),
                _ => throw new NotSupportedException(action),
            }
        );
        _results.Add(outcome);
        Show("request", _requests);
        string[] requested = [.. _clock.Waits.Where(IsRequested).Select(wait => $"{wait.TotalSeconds}")];
        Show("wait", _clock.Waits.Select(wait => IsRequested(wait) ? $"{wait.TotalSeconds} s" : "of its own choice"));
        Show(
            "log",
            _log.Entries.Skip(logged)
                .Where(entry => entry.Level >= LogLevel.Warning)
                .Select(entry =>
                    Seconds.Replace(
                        entry.Message,
                        wait => requested.Contains(wait.Groups[1].Value) ? wait.Value : "a moment"
                    )
                )
        );
        options.ToString().Should().NotContain("secret");
        if (action == "load" && outcome.Contains("Exception"))
        {
            Awaited(model, options).Should().Be(outcome, string.Join(", ", _requests));
        }
    }

    /// <summary>The wait before a retry is random, unless an answer requests one.</summary>
    private static bool IsRequested(TimeSpan wait) => wait > MaxOwnWait;

    private static string Awaited(string model, PretrainedLoadOptions options) =>
        Outcome(() =>
            Loaded(DistributedMixtralConfig.FromPretrainedAsync(model, options: options).GetAwaiter().GetResult())
        );

    private static string Outcome(Func<string?> call)
    {
        try
        {
            return call() ?? "null";
        }
        catch (Exception exception) when (exception is PretrainedConfigException or ArgumentException)
        {
            exception.ToString().Should().NotContain("secret");
            var hub = exception as HubException;
            string?[] properties =
            [
                exception.GetType().Name,
                hub?.Revision is null ? null : $"{hub.RepoId} {hub.Revision}",
                exception is ConfigNotFoundException { Revision: { } revision } missing
                    ? $"{missing.Model} {revision}"
                    : null,
                hub?.StatusCode is null ? null : $"{(int)hub.StatusCode}",
                hub?.ErrorCode,
                hub?.IsTransient == true ? "transient" : null,
                hub?.RetryAfter is null ? null : $"after {hub.RetryAfter.Value.TotalSeconds} s",
                (hub as EntryNotFoundException)?.CommitHash,
                (hub as GatedRepoException)?.AccessPage?.ToString(),
            ];
            return $"{string.Join(", ", properties.Where(property => property is not null))}: {exception.Message}";
        }
    }

    private static string Loaded(DistributedMixtralConfig config) =>
        $"{config.LoadedFrom} with the size {config.HiddenSize}, commit {config.CommitHash}, prefix {config.DhtPrefix}";

    private static string Explained(ModelResolution explained) =>
        string.Join(
            '\n',
            [
                explained.Outcome,
                $"loadable: {explained.IsLoadable}, path: {explained.Path}, commit: {explained.CommitHash}",
                .. explained.Places.Select(place => $"place: {place}"),
                .. explained.Requests.Select(request => $"would request: {request}"),
            ]
        );

    private static string Variables(ModelResolution explained) =>
        string.Join(
            '\n',
            explained
                .Variables.Where(variable => variable.Value is not null)
                .Select(variable => $"{variable.Name}={variable.Value}: {variable.Decides}")
        );

    private void Show(string kind, IEnumerable<string> texts)
    {
        string[] all = [.. texts];
        for (int i = 0, next; i < all.Length; i = next)
        {
            next = i + 1;
            while (next < all.Length && all[next] == all[i])
            {
                next++;
            }

            _results.Add($"{kind}: {all[i]}{(next - i > 1 ? $" ({next - i} times)" : "")}");
        }
    }

    /// <summary>The files but for the tag that every cache has.</summary>
    private string CacheFiles() =>
        string.Join(
            ", ",
            FileTree
                .Read(CacheDirectory)
                .Entries.Where(entry => entry.Key != "CACHEDIR.TAG")
                .Select(entry => entry.Key + (entry.Value.LinkTarget is { } target ? $" -> {target}" : ""))
                .Order(StringComparer.Ordinal)
                .DefaultIfEmpty("empty")
        );

    private PretrainedLoadOptions Options(string[] words, out string model)
    {
        model = words.Length % 2 == 0 ? words[1] : HubCacheBuilder.Repo;
        var options = new PretrainedLoadOptions
        {
            CacheDirectory = CacheDirectory,
            Endpoint = new Uri("https://hub.example"),
            HttpClient = _client,
            LoggerFactory = _log,
            Environment = new ConfigEnvironment(_variables.GetValueOrDefault, _folder.Path) { Clock = _clock },
        };
        for (int i = 2 - (words.Length % 2); i < words.Length; i += 2)
        {
            string value = words[i + 1];
            options = words[i] switch
            {
                "--cache-dir" => options with { CacheDirectory = value },
                "--endpoint" => options with
                {
                    Endpoint = value.Length == 0 ? null : new Uri(value, UriKind.RelativeOrAbsolute),
                },
                "--file" => options with { ConfigFileName = value },
                "--force" => options with { ForceDownload = value == "1" },
                "--offline" => options with { LocalFilesOnly = value == "1" },
                "--revision" => options with { Revision = value },
                "--subfolder" => options with { Subfolder = value },
                "--token" => options with { Token = value },
                _ => throw new NotSupportedException(words[i]),
            };
        }

        return options;
    }

    private HttpResponseMessage Respond(HttpRequestMessage request)
    {
        string address = request.RequestUri!.AbsoluteUri;
        string? token = request.Headers.Authorization?.Parameter;
        _requests.Add(
            $"{request.Method} {address}"
                + (
                    token is null ? ""
                    : token.Contains("secret") ? " with the token"
                    : $" with the token {token}"
                )
        );
        Answer? answer = _answers.FirstOrDefault(each => each.IsFor(request.Method.Method, request.RequestUri));
        bool isFile = request.RequestUri.AbsolutePath.EndsWith(".json");
        var response = new HttpResponseMessage(answer?.Status ?? (isFile ? HttpStatusCode.OK : HttpStatusCode.NotFound))
        {
            RequestMessage = request,
            Content = new ByteArrayContent(answer?.Status is null ? Tiny.Bytes : []),
        };
        if (answer?.Status is null)
        {
            response.Headers.Add("X-Repo-Commit", HubCacheBuilder.Commit);
            response.Headers.Add(isFile ? "ETag" : "X-Error-Code", isFile ? $"\"{Tiny.ETag}\"" : "EntryNotFound");
        }

        answer?.ApplyTo(response);
        return response;
    }

    /// <summary>The text of a word, in which a name replaces a long text.</summary>
    private string Text(string word)
    {
        string text = word.StartsWith('"') ? JsonSerializer.Deserialize<string>(word)! : word;
        return Names
            .Aggregate(text, (all, name) => all.Replace(name.Name, name.Text))
            .Replace("CONFIG", TinyConfig.Json)
            .Replace("/data", _folder.Path);
    }

    private string Neutral(string text) =>
        Reason.Replace(
            Names
                .Aggregate(text, (all, name) => all.Replace(name.Text, name.Name))
                .ReplaceDirectory(_folder.Path, "/data")
                .ReplaceDirectory(Directory.GetCurrentDirectory(), "/here"),
            "…"
        );

    /// <summary>The reasons that .NET and the system give, whose words vary.</summary>
    [GeneratedRegex(
        @"(?<=could not be opened: |is not a path: )(?!its home)[^\n]*|(?<= )\((Expected|'.' is)[^\n]*(?=, line)"
    )]
    private static partial Regex Reason { get; }

    [GeneratedRegex("^([A-Za-z_0-9]+)=")]
    private static partial Regex Variable { get; }

    [GeneratedRegex(@"([0-9.]+) s(?=:)")]
    private static partial Regex Seconds { get; }

    /// <summary>Words, or JSON strings.</summary>
    [GeneratedRegex("""(?<=^| )("(\\.|[^"\\])*"|\S+)""")]
    private static partial Regex Words { get; }

    /// <summary>An answer of the Hub to some requests.</summary>
    private sealed class Answer
    {
        private string _method = "";
        private string _address = "";
        private int _times = int.MaxValue;
        private string? _body;
        private readonly List<string> _removed = [];
        private readonly Dictionary<string, StringValues> _headers = [];

        public HttpStatusCode? Status { get; private set; }

        public static Answer Parse(string[] words)
        {
            var answer = new Answer { _method = words[0] };
            foreach (string word in words.Skip(1))
            {
                if (int.TryParse(word, out int status))
                {
                    answer.Status = (HttpStatusCode)status;
                }
                else if (word.EndsWith('x') && int.TryParse(word[..^1], out int times))
                {
                    answer._times = times;
                }
                else if (word.StartsWith('/') || word.StartsWith("http"))
                {
                    answer._address = word;
                }
                else if (word.StartsWith('-'))
                {
                    answer._removed.Add(word[1..]);
                }
                else if (word.StartsWith("body:"))
                {
                    answer._body = word["body:".Length..];
                }
                else
                {
                    string[] header = word.Split(':', 2);
                    answer._headers[header[0]] = StringValues.Concat(
                        answer._headers.GetValueOrDefault(header[0]),
                        header[1]
                    );
                }
            }

            return answer;
        }

        public bool IsFor(string method, Uri address) =>
            (_method == "ANY" || _method == method)
            && (address.AbsoluteUri.StartsWith(_address) || address.AbsolutePath.StartsWith(_address))
            && _times-- > 0;

        public void ApplyTo(HttpResponseMessage response)
        {
            if (_body is not null)
            {
                byte[] body = Encoding.UTF8.GetBytes(_body);
                response.Content = new ByteArrayContent(body);
                if (_method == "ANY")
                {
                    response.Headers.Remove("ETag");
                    response.Headers.Add("ETag", $"\"{HubContent.GitHash(body)}\"");
                }
            }

            foreach (string name in _removed)
            {
                HeadersOf(response, name).Remove(name);
            }

            foreach ((string name, StringValues values) in _headers)
            {
                HttpHeaders headers = HeadersOf(response, name);
                headers.Remove(name);
                headers.TryAddWithoutValidation(name, (IEnumerable<string?>)values).Should().BeTrue();
            }
        }

        private static HttpHeaders HeadersOf(HttpResponseMessage response, string name) =>
            name.StartsWith("Content-") ? response.Content.Headers : response.Headers;
    }
}
