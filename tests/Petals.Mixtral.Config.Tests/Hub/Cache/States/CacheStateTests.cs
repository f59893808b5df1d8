namespace Petals.Mixtral.Config.Tests.Hub.Cache.States;

/// <summary>
/// Every state of the ref, the snapshot, the blob and the record of absence: the loader returns the right config or the
/// right error, never leaves the cache, and the Hub repairs the cache. By default these tests check a part of the
/// states that depends on the seed; <c>PETALS_TESTS_ALL_STATES=1</c> checks all.
/// </summary>
public sealed class CacheStateTests
{
    private const int Part = 6;

    public static TheoryData<string> RefStates => [.. Enum.GetNames<RefState>()];

    [Fact]
    public void CacheState_enumerates_3024_states() => CacheState.All.Should().HaveCount(3024);

    [Theory]
    [MemberData(nameof(RefStates))]
    public async Task The_config_or_the_message_is_right_in_every_state_of_the_cache(string reference)
    {
        bool all = Environment.GetEnvironmentVariable("PETALS_TESTS_ALL_STATES") == "1";
        int seed = int.Parse(
            Environment.GetEnvironmentVariable("PETALS_TESTS_SEED") ?? "0",
            System.Globalization.CultureInfo.InvariantCulture
        );
        CacheState[] states =
        [
            .. CacheState
                .All.Where(state => state.Ref.ToString() == reference)
                .Where((_, index) => all || (index + seed) % Part == index / Part % Part),
        ];

        Task<string[]> run = Task.Run(() => states.SelectMany(Check).ToArray(), Cancellation);
        string[] failures = await run.WaitAsync(TimeSpan.FromMinutes(5), Cancellation);

        failures.Should().BeEmpty();
        states.Length.Should().BeGreaterThan(all ? 300 : 50);
    }

    private static IEnumerable<string> Check(CacheState state)
    {
        using var disk = new CacheOfState(state);
        using var handler = new RecordingHandler();
        using var client = new HttpClient(handler);
        PretrainedLoadOptions options = new()
        {
            CacheDirectory = disk.Cache.Directory,
            LocalFilesOnly = state.Asking is AskingState.Offline,
            ForceDownload = state.Asking is AskingState.Force,
            Endpoint = new Uri("http://localhost"),
            HttpClient = client,
            Environment = ConfigEnvironment.Create(new Dictionary<string, string>()),
        };
        FileTree before = FileTree.Read(disk.Cache.Directory);
        ModelResolution explained = ModelResolution.Explain(HubCacheBuilder.Repo, options);
        bool explanationWrites = FileTree.Read(disk.Cache.Directory).ToString() != before.ToString();
        string? error = Load(options);
        bool expectsError = state is { Asking: AskingState.Offline, HasConfig: false };
        bool expectsRequests =
            state.Asking is AskingState.Force || (state.Asking is AskingState.Online && !state.HasConfig);

        (bool IsTrue, string Broken)[] rules =
        [
            (!explanationWrites && disk.IsOutsideUntouched, "something was written where nothing may be"),
            (error is null != expectsError, expectsError ? "a config was found that does not exist" : "no config"),
            (error is null || error.Contains(state.Fault!, StringComparison.Ordinal), $"expected '{state.Fault}'"),
            (error?.Contains(CacheOfState.Secret, StringComparison.Ordinal) is not true, "the secret is shown"),
            (handler.Sent.IsEmpty != expectsRequests, $"{handler.Sent.Count} requests"),
            (
                explained.Requests.Count > 0 == expectsRequests,
                $"the explanation has {explained.Requests.Count} requests"
            ),
            (explained.IsLoadable == error is null, $"the explanation says '{explained.Outcome}'"),
            (
                explained.Path is null == (error is not null || expectsRequests),
                $"the explanation names the path {explained.Path}"
            ),
            (
                error is null || explained.Outcome == error || explained.Outcome.Contains("not in the cache"),
                $"the explanation says '{explained.Outcome}'"
            ),
            (
                expectsError || Load(options with { LocalFilesOnly = true, ForceDownload = false }) is null,
                "the cache is not repaired"
            ),
        ];
        return rules.Where(rule => !rule.IsTrue).Select(rule => $"{state}: {rule.Broken}; {error}");
    }

    /// <summary>Returns the error; null if the config is right.</summary>
    private static string? Load(PretrainedLoadOptions options)
    {
        try
        {
            DistributedMixtralConfig config = DistributedMixtralConfig.FromPretrained(
                HubCacheBuilder.Repo,
                options: options
            );
            return config is { HiddenSize: 64, CommitHash: HubCacheBuilder.Commit }
                ? null
                : $"a wrong config: {config}";
        }
        catch (PretrainedConfigException exception)
        {
            return exception.Message;
        }
    }
}
