using System.Security.Cryptography;
using Petals.Mixtral.Config.Hub;
using Petals.Mixtral.Config.Tests.Support;

namespace Petals.Mixtral.Config.Tests.Hub;

/// <summary>Each blob of a repo is held against its name.</summary>
public sealed class HubCacheVerifyTests : IDisposable
{
    private static readonly string Sha1 = HubContent.Of(TinyConfig.Json).ETag;
    private static readonly string Sha256 = Convert.ToHexStringLower(
        SHA256.HashData(Encoding.UTF8.GetBytes(TinyConfig.Json))
    );

    private readonly TempDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public void Blobs_that_are_what_their_names_say_are_intact()
    {
        Write(Sha1, TinyConfig.Json);
        Write(Sha256, TinyConfig.Json);
        Write("e69de29bb2d1d6434b8b29ae775ad8c2e48c5391", "");

        Verify().Should().BeEquivalentTo(Intact(3));
    }

    [Fact]
    public void Blobs_that_are_not_are_damaged_and_their_hash_is_told()
    {
        string other = Write(Sha1, "{}");
        string truncated = Write(Sha256, TinyConfig.Json[..^1]);

        CacheVerification found = Verify();

        found.Intact.Should().Be(0);
        found
            .Damaged.Should()
            .BeEquivalentTo([
                Damaged(other, Sha1, HubContent.Of("{}").ETag),
                Damaged(
                    truncated,
                    Sha256,
                    Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(TinyConfig.Json[..^1])))
                ),
            ]);
    }

    [Fact]
    public void They_are_told_in_the_order_of_their_names()
    {
        string[] names = [.. "30142".Select(digit => new string(digit, 40))];
        foreach (string name in names)
        {
            Write(name, "");
            Write($"m{name}", "");
        }

        CacheVerification found = Verify();

        found.Damaged.Select(blob => blob.Expected).Should().Equal(names.Order());
        found
            .NotVerifiable.Should()
            .Equal(names.Order().Select(name => _directory.Combine($"hub/models--acme--tiny/blobs/m{name}")));
    }

    [Fact]
    public void A_blob_that_another_program_reads_at_the_same_time_is_read_too()
    {
        using FileStream other = File.OpenRead(Write(Sha1, TinyConfig.Json));

        Verify().Should().BeEquivalentTo(Intact(1));
    }

    [Fact]
    public void A_blob_of_more_than_one_buffer_is_read_to_its_end()
    {
        string content = new('x', 300_000);
        Write(HubContent.Of(content).ETag, content);

        Verify().Should().BeEquivalentTo(Intact(1));
    }

    [Fact]
    [Needs(SystemFeature.Links)]
    public void A_directory_or_a_link_to_nothing_is_no_blob()
    {
        string directory = Path.GetDirectoryName(Write($"{Sha1}/x", ""))!;
        string link = Path.Combine(Path.GetDirectoryName(directory)!, Sha256);
        SymbolicLinks.ToFile(link, "nothing");

        Verify()
            .Damaged.Should()
            .BeEquivalentTo([Damaged(directory, Sha1, "no regular file"), Damaged(link, Sha256, "no regular file")]);
    }

    [Fact]
    [Needs(SystemFeature.Unix)]
    public async Task A_pipe_is_damaged_and_not_waited_for()
    {
        string pipe = Write(Sha1, "");
        File.Delete(pipe);
        Pipes.Create(pipe);

        Task<CacheVerification> verify = Task.Run(Verify, TestContext.Current.CancellationToken);

        (await verify.WaitAsync(TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken))
            .Damaged.Should()
            .ContainSingle()
            .Which.Path.Should()
            .Be(pipe);
    }

    [Fact]
    public void Names_that_are_no_hashes_cannot_be_verified()
    {
        string[] paths =
        [
            Write("d3adb33f", "x"),
            Write(Sha1.ToUpperInvariant(), TinyConfig.Json),
            Write("mirror-1.2", ""),
        ];

        CacheVerification found = Verify();

        found.NotVerifiable.Should().BeEquivalentTo(paths);
        found.Damaged.Should().BeEmpty();
        found.Intact.Should().Be(0);
    }

    [Fact]
    public void What_is_still_being_written_does_not_count()
    {
        Write($"{Sha1}.incomplete", "{");
        Write($"{Sha1}.{Guid.NewGuid():N}.incomplete", "{");

        Verify().Should().BeEquivalentTo(Intact(0));
    }

    [Fact]
    public void A_repo_that_is_not_cached_has_no_blobs() => Verify().Should().BeEquivalentTo(Intact(0));

    [Fact]
    public void What_is_no_repo_id_is_refused()
    {
        var cache = new HubCache(_directory.Path);

        FluentActions.Invoking(() => cache.Verify(null!)).Should().ThrowExactly<ArgumentNullException>();
        FluentActions.Invoking(() => cache.Verify("../x")).Should().ThrowExactly<HubValidationException>();
    }

    private string Write(string blob, string content) =>
        _directory.Write($"hub/models--acme--tiny/blobs/{blob}", content);

    private static object Intact(int count) =>
        new
        {
            Intact = count,
            Damaged = Array.Empty<DamagedBlob>(),
            NotVerifiable = Array.Empty<string>(),
        };

    private static object Damaged(string path, string expected, string found) =>
        new
        {
            Path = path,
            Expected = expected,
            Found = found,
        };

    private CacheVerification Verify() => new HubCache(_directory.Combine("hub")).Verify(HubCacheBuilder.Repo);
}
