namespace Petals.Mixtral.Config.Tests.Hub.Http;

/// <summary>The credentials in an address are not shown, wherever the address comes from.</summary>
public sealed class AddressSecrecyTests : HubTest
{
    private const string Secret = "s3cr3t";

    [Theory]
    [InlineData($"https://user:{Secret}@hub.example/acme/tiny")]
    [InlineData($"https://user:a/{Secret}@hub.example/acme/tiny")]
    [InlineData($"https://{Secret}@hub.example/acme/tiny/tree/main")]
    [InlineData($"https://hub.example/acme/tiny?token={Secret}")]
    [InlineData($"https://hub.example/acme/tiny#{Secret}")]
    [InlineData($"https://{Secret}@hub.example")]
    public void An_address_that_is_given_as_a_model_is_shown_without_credentials(string model)
    {
        using var traces = new Traces();

        ConfigNotFoundException missing = Fail<ConfigNotFoundException>(Options, model);

        missing.Message.Should().Contain("://").And.Contain("hub.example");
        Fail<HubValidationException>(() => HubCache.TryGetFile(model, FileName)).ToString().Should().NotContain(Secret);
        Fail<HubValidationException>(() => Client.Download(model, FileName)).ToString().Should().NotContain(Secret);
        ModelResolution explained = ModelResolution.Explain(model, Options);
        string[] shown =
        [
            missing.ToString(),
            .. missing.PlacesSearched.Select(place => place.Path),
            explained.Model,
            explained.Outcome,
            .. explained.Places.Select(place => $"{place}"),
            .. traces.Texts,
        ];
        shown.Should().HaveCountGreaterThan(5).And.NotContain(text => text.Contains(Secret));
    }

    [Fact]
    public void An_address_that_is_given_as_the_repo_of_a_checkpoint_is_shown_without_credentials() =>
        Fail<ArgumentException>(() =>
            CheckpointDownload.Plan(
                $"https://user:{Secret}@hub.example/acme/tiny?token={Secret}",
                0..1,
                options: Options
            )
        )
            .Message.Should()
            .Contain("https://hub.example/acme/tiny")
            .And.NotContain(Secret);

    [Theory]
    [InlineData(200)]
    [InlineData(401)]
    [InlineData(403)]
    [InlineData(404)]
    [InlineData(503)]
    public async Task The_path_of_an_endpoint_is_not_shown(int status)
    {
        using HttpClient client = HubHttpClients.LeadingTo(Hub);
        Hub.Failing(status);
        using var traces = new Traces();
        PretrainedLoadOptions options = Options with
        {
            Endpoint = new($"http://hub.example/{Secret}/hf"),
            Token = Token,
            HttpClient = client,
        };

        string error = (await ShouldHideAsync(options)).ToString();

        error.Should().Contain("http://hub.example");
        ModelResolution.Explain(Repo, options).Requests.Should().HaveCount(2).And.NotContain(text => IsSecret(text));
        traces.Texts.Should().NotBeEmpty().And.NotContain(text => IsSecret(text));
    }

    [Theory]
    [InlineData($"https://user:{Secret}@hub.example/x")]
    [InlineData($"https://user:{Secret}@hub.example\\x")]
    [InlineData($"ftp://user:{Secret}@hub.example/x")]
    [InlineData($"ftp://hub.example/x?signature={Secret}")]
    [InlineData($"http://hub.example/x?signature={Secret}")]
    [InlineData($"https://hub.example\\x?signature={Secret}")]
    [InlineData($"/x\\y?signature={Secret}")]
    [InlineData($"https://[?signature={Secret}")]
    [InlineData($"https://xn--\u00FF/x?signature={Secret}")]
    [InlineData($"https://xn--\u00FF/x#{Secret}")]
    [InlineData($"https://a.example/x?signature={Secret}", $"https://b.example/?signature={Secret}")]
    [InlineData($"/a?signature={Secret}", $"/b?signature={Secret}")]
    public async Task The_target_of_a_redirect_is_shown_without_credentials(params string[] locations)
    {
        using HttpClient client = Answering(HttpStatusCode.Found, "Location", locations);

        await ShouldHideAsync(Options with { HttpClient = client });
    }

    [Fact]
    public async Task The_target_of_a_redirect_that_the_client_followed_is_shown_without_credentials()
    {
        using var client = new HttpClient(
            new StubHandler(_ => new HttpResponseMessage
            {
                RequestMessage = new(HttpMethod.Head, $"https://user:{Secret}@hub.example/x?signature={Secret}"),
            })
        );

        (await ShouldHideAsync(Options with { HttpClient = client }))
            .Message.Should()
            .Contain("The HttpClient followed a redirect to https://hub.example/x, which");
    }

    [Fact]
    public async Task An_address_in_the_message_of_the_Hub_is_shown_without_credentials()
    {
        using HttpClient client = Answering(
            HttpStatusCode.Forbidden,
            "X-Error-Message",
            $"Forbidden for https://user:{Secret}@hub.example/x?signature={Secret}"
        );

        (await ShouldHideAsync(Options with { HttpClient = client }))
            .Message.Should()
            .Contain("'Forbidden for https://hub.example/x'");
    }

    [Fact]
    public void The_address_of_the_next_page_is_shown_without_credentials()
    {
        string next = $"https://user:{Secret}@other.example/x?cursor={Secret}";
        using HttpClient http = Answering(HttpStatusCode.OK, "Link", $"<{next}>; rel=\"next\"");
        using var client = new HubClient(ClientOptions with { HttpClient = http });

        Fail<HubException>(() => client.ListFiles(Repo)).ToString().Should().Contain("Link").And.NotContain(Secret);
    }

    private static HttpClient Answering(HttpStatusCode status, string header, params string[] values) =>
        new(
            new StubHandler(request =>
            {
                var response = new HttpResponseMessage(status)
                {
                    RequestMessage = request,
                    Content = new StringContent("[]"),
                };
                response.Headers.TryAddWithoutValidation(header, values).Should().BeTrue();
                return response;
            })
        );

    private static bool IsSecret(string text) => text.Contains(Secret, StringComparison.Ordinal);

    private async Task<HubException> ShouldHideAsync(PretrainedLoadOptions options)
    {
        HubException exception = (
            await FluentActions.Awaiting(() => LoadAsync(blocking: false, options)).Should().ThrowAsync<HubException>()
        ).Which;
        exception.ToString().Should().NotContain(Secret);
        Log.Entries.Should().NotContain(entry => IsSecret(entry.Message));
        return exception;
    }

    /// <summary>The tags and errors of the traces of one test.</summary>
    private sealed class Traces : IDisposable
    {
        private readonly Activity _test = new Activity("test").Start();
        private readonly ConcurrentQueue<string> _texts = new();
        private readonly ActivityListener _listener;

        public Traces()
        {
            ActivityTraceId trace = _test.TraceId;
            _listener = new ActivityListener
            {
                ShouldListenTo = source => source.Name == "Petals.Mixtral.Config",
                Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
                ActivityStopped = activity =>
                {
                    if (activity.TraceId == trace)
                    {
                        _texts.Enqueue($"{activity.StatusDescription} {string.Join(' ', activity.TagObjects)}");
                    }
                },
            };
            ActivitySource.AddActivityListener(_listener);
        }

        public IEnumerable<string> Texts => _texts;

        public void Dispose()
        {
            _listener.Dispose();
            _test.Dispose();
        }
    }
}
