using System.Security.Cryptography;
using Petals.Mixtral.Config.Hub;
using Petals.Mixtral.Config.Tests.Support;

namespace Petals.Mixtral.Config.Tests.Hub;

/// <summary>Verify compares each blob of a repo with its name.</summary>
public sealed class HubCacheVerifyTests : CacheTest
{
    private static readonly string Sha1 = Tiny.ETag;
    private static readonly string Sha256 = Convert.ToHexStringLower(SHA256.HashData(Tiny.Bytes));

    [Fact]
    public void Blobs_whose_names_are_their_hashes_are_intact()
    {
        string large = new('x', 300_000);
        Write(Sha256, TinyConfig.Json);
        Write("e69de29bb2d1d6434b8b29ae775ad8c2e48c5391", "");
        Write(HubContent.Of(large).ETag, large);
        using FileStream other = File.OpenRead(Write(Sha1, TinyConfig.Json));

        ShouldFind(intact: 4);
    }

    [Fact]
    public void Other_blobs_are_damaged_and_reported_with_their_hash()
    {
        string other = Write(Sha1, "{}");
        string truncated = Write(Sha256, TinyConfig.Json[..^1]);

        ShouldFind(
            damaged:
            [
                (other, Sha1, HubContent.Of("{}").ETag),
                (truncated, Sha256, Convert.ToHexStringLower(SHA256.HashData(Tiny.Bytes[..^1]))),
            ]
        );
    }

    [Fact]
    public void Blobs_are_reported_in_the_order_of_their_names()
    {
        string[] names = [.. "30142".Select(digit => new string(digit, 40))];
        foreach (string name in names)
        {
            Write(name, "");
            Write($"m{name}", "");
        }

        CacheVerification found = HubCache.Verify(Repo);

        found.Damaged.Select(blob => blob.Expected).Should().Equal(names.Order());
        found.NotVerifiable.Select(Path.GetFileName).Should().Equal(names.Order().Select(name => $"m{name}"));
    }

    [Fact]
    [Needs(SystemFeature.Links)]
    public void A_directory_and_a_link_to_nothing_are_damaged()
    {
        string directory = Path.GetDirectoryName(Write($"{Sha1}/x", ""))!;
        string link = Path.Combine(Path.GetDirectoryName(directory)!, Sha256);
        SymbolicLinks.ToFile(link, "nothing");

        ShouldFind(damaged: [(directory, Sha1, "no regular file"), (link, Sha256, "no regular file")]);
    }

    [Fact]
    [Needs(SystemFeature.Unix)]
    public async Task A_pipe_is_damaged_and_never_opened()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Blob)!);
        Pipes.Create(Blob);

        CancellationToken cancellation = TestContext.Current.CancellationToken;
        (await Task.Run(() => HubCache.Verify(Repo), cancellation).WaitAsync(TimeSpan.FromSeconds(20), cancellation))
            .Damaged.Should()
            .ContainSingle()
            .Which.Path.Should()
            .Be(Blob);
    }

    [Fact]
    public void Blobs_whose_names_are_not_hashes_cannot_be_verified() =>
        ShouldFind(
            notVerifiable:
            [
                Write("d3adb33f", "x"),
                Write(Sha1.ToUpperInvariant(), TinyConfig.Json),
                Write("mirror-1.2", ""),
            ]
        );

    [Fact]
    public void Temporary_files_are_not_blobs()
    {
        ShouldFind();

        Write($"{Sha1}.incomplete", "{");
        Write($"{Sha1}.{Guid.NewGuid():N}.incomplete", "{");

        ShouldFind();
    }

    [Fact]
    public void An_invalid_repo_id_is_refused()
    {
        Fail<ArgumentNullException>(() => HubCache.Verify(null!));
        Fail<HubValidationException>(() => HubCache.Verify("../x"));
    }

    private string Write(string blob, string content) => Folder.Write($"hub/models--acme--tiny/blobs/{blob}", content);

    private void ShouldFind(
        int intact = 0,
        (string Path, string Expected, string Found)[]? damaged = null,
        string[]? notVerifiable = null
    )
    {
        CacheVerification found = HubCache.Verify(Repo);
        found.Intact.Should().Be(intact);
        found.Damaged.Select(blob => (blob.Path, blob.Expected, blob.Found)).Should().BeEquivalentTo(damaged ?? []);
        found.NotVerifiable.Should().BeEquivalentTo(notVerifiable ?? []);
    }
}
