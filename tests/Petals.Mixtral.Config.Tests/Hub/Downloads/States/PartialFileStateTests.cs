namespace Petals.Mixtral.Config.Tests.Hub.Downloads.States;

/// <summary>
/// Every state of a partial file, its blob and the store: the download returns the right bytes, writes nothing outside
/// of the cache, and leaves no partial file. By default these tests check a part of the states that depends on the
/// seed; <c>PETALS_TESTS_ALL_STATES=1</c> checks all.
/// </summary>
public sealed class PartialFileStateTests : HubTest
{
    private const int Part = 20;
    private const string Precious = "precious";
    private static readonly LargeFile Large = new();

    private static readonly Dictionary<StoreState, LargeFile> Stores = new()
    {
        [StoreState.Sound] = Large,
        [StoreState.IgnoresRange] = new LargeFile { IgnoresRange = true },
        [StoreState.RejectsRange] = new LargeFile { StatusOfRanges = 416 },
        [StoreState.HasOtherTag] = new LargeFile { StoreTag = "\"a-tag-of-the-store-3\"" },
        [StoreState.EndsEarly] = new LargeFile { CutAfter = (LargeFile.Size / 3) + 1 },
    };

    private string Blobs => Path.Combine(Cache.RepoFolder, "blobs");

    private string Partial => Path.Combine(Blobs, $"{Large.Tag}.partial.incomplete");

    [Fact]
    public void PartialFileState_enumerates_440_states() => PartialFileState.All.Should().HaveCount(440);

    [Theory]
    [Needs(Links)]
    [InlineData(true)]
    [InlineData(false)]
    public async Task The_downloaded_bytes_are_right_in_every_state_of_a_partial_file(bool blocking)
    {
        bool all = Environment.GetEnvironmentVariable("PETALS_TESTS_ALL_STATES") == "1";
        int seed = int.Parse(
            Environment.GetEnvironmentVariable("PETALS_TESTS_SEED") ?? "0",
            CultureInfo.InvariantCulture
        );
        string outside = Folder.Combine("outside");
        IEnumerable<PartialFileState> states = PartialFileState.All.Where(
            (_, index) => all || (index + seed) % Part == (blocking ? 0 : Part / 2)
        );

        var failures = new List<string>();
        foreach (PartialFileState state in states)
        {
            Prepare(state, outside);
            Hub.Answer = Stores[state.Store].AnswerAsync;
            try
            {
                await DownloadAsync(blocking, LargeFile.Name, new HubDownloadOptions { ForceDownload = state.Force });
                failures.AddRange(Check(outside).Select(broken => $"{state}: {broken}"));
            }
            catch (HubException exception) when (state is { Part: PartState.Directory, Store: StoreState.EndsEarly })
            {
                // Nothing can be kept in place of the directory, so no attempt makes progress.
                exception.Message.Should().Contain("the content broke off");
            }
            catch (HubException exception)
            {
                failures.Add($"{state}: {exception.Message}");
            }
        }

        string.Join('\n', failures).Should().BeEmpty();
    }

    private void Prepare(PartialFileState state, string outside)
    {
        if (Directory.Exists(Cache.Directory))
        {
            Directory.Delete(Cache.Directory, recursive: true);
        }

        Directory.CreateDirectory(Blobs);
        File.WriteAllText(outside, Precious);
        Write(Path.Combine(Blobs, Large.Tag), ContentOf(state.Blob));
        switch (state.Part)
        {
            case PartState.LinkOutside:
                File.CreateSymbolicLink(Partial, outside);
                break;
            case PartState.Directory:
                Directory.CreateDirectory(Partial);
                break;
            default:
                Write(Partial, ContentOf(state.Part));
                break;
        }
    }

    private static void Write(string path, byte[]? content)
    {
        if (content is not null)
        {
            File.WriteAllBytes(path, content);
        }
    }

    private static byte[]? ContentOf(LargeBlobState blob) =>
        blob switch
        {
            LargeBlobState.Right => Large.Bytes,
            LargeBlobState.Truncated => Large.Bytes[..1_000_000],
            LargeBlobState.Zeros => new byte[LargeFile.Size],
            _ => null,
        };

    private static byte[]? ContentOf(PartState part) =>
        part switch
        {
            PartState.Empty => [],
            PartState.Begun => Large.Bytes[..5_000_000],
            PartState.AlmostWhole => Large.Bytes[..^1],
            PartState.Whole => Large.Bytes,
            PartState.TooLong => [.. Large.Bytes, 0],
            PartState.Zeros => new byte[5_000_000],
            PartState.WholeOfZeros => new byte[LargeFile.Size],
            PartState.EndsInZeros => [.. Large.Bytes[..5_000_000], .. new byte[100_000]],
            _ => null,
        };

    private IEnumerable<string> Check(string outside)
    {
        string? path = HubCache.TryGetFile(Repo, LargeFile.Name);
        if (path is null || !File.ReadAllBytes(path).AsSpan().SequenceEqual(Large.Bytes))
        {
            yield return path is null ? "the file is not cached" : "the bytes are wrong";
        }

        if (File.ReadAllText(outside) != Precious)
        {
            yield return "a file outside of the cache was changed";
        }

        string[] left = [.. Directory.EnumerateFiles(Blobs).Select(Path.GetFileName).Where(name => name != Large.Tag)!];
        if (left.Length > 0)
        {
            yield return $"{string.Join(", ", left)} is left";
        }
    }
}
