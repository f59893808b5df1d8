using Petals.Mixtral.Config.Hub;
using Petals.Mixtral.Config.Tests.Support;

namespace Petals.Mixtral.Config.Tests.Hub.Downloads;

/// <summary>What other downloads have left beside the blobs: what is whole is used, what is abandoned is tidied up, and
/// what is in use is left alone.</summary>
public sealed class BlobReuseTests : IAsyncLifetime
{
    private static readonly HubContent Tiny = HubContent.Of(TinyConfig.Json);
    private HubFixture _fixture = null!;

    public async ValueTask InitializeAsync() => _fixture = await HubFixture.WithTinyModelAsync();

    public ValueTask DisposeAsync() => _fixture.DisposeAsync();

    [Fact]
    public void A_blob_that_is_there_is_linked_and_not_fetched()
    {
        Write(Tiny.ETag, TinyConfig.Json);

        Load();

        _fixture.Hub.Gets.Should().BeEmpty();
        _fixture
            .Tree()
            .Should()
            .Contain(
                $"models--acme--tiny/snapshots/{HubCacheBuilder.Commit}/config.json",
                $"-> ../../blobs/{Tiny.ETag}"
            );
    }

    [Fact]
    public void A_blob_that_is_damaged_is_fetched_again()
    {
        string blob = Write(Tiny.ETag, "{}");

        Load();

        _fixture.Hub.Gets.Should().ContainSingle();
        File.ReadAllText(blob).Should().Be(TinyConfig.Json);
    }

    [Fact]
    public void What_another_client_is_writing_is_left_alone()
    {
        string theirs = Write($"{Tiny.ETag}.incomplete", "{");
        string alsoTheirs = Write($"{Tiny.ETag}.1a2b3c4d.incomplete", "{");
        string ofAnother = Write($"{HubContent.Of("x").ETag}.{Guid.NewGuid():N}.incomplete", "{");

        Load();

        ((string[])[theirs, alsoTheirs, ofAnother])
            .Should()
            .AllSatisfy(path => File.ReadAllText(path).Should().Be("{"));
    }

    [Fact]
    [Needs(SystemFeature.Links)]
    public void What_was_abandoned_is_deleted_and_what_is_held_open_is_not()
    {
        string abandoned = Write($"{Tiny.ETag}.{Guid.NewGuid():N}.incomplete", "{");
        string link = Path.Join(Path.GetDirectoryName(abandoned), $"{Tiny.ETag}.{Guid.NewGuid():N}.incomplete");
        SymbolicLinks.ToFile(link, $"../../blobs/{Tiny.ETag}");
        string held = Write($"{Tiny.ETag}.{Guid.NewGuid():N}.incomplete", "{");
        using (new FileStream(held, FileMode.Open, FileAccess.ReadWrite, FileShare.None))
        {
            Load();
        }

        File.Exists(abandoned).Should().BeFalse();
        new FileInfo(link).LinkTarget.Should().BeNull("it is gone");
        File.Exists(held).Should().BeTrue();
    }

    [Fact]
    public void An_abandoned_ref_is_deleted_and_a_new_one_is_not()
    {
        string abandoned = Write($"ref.{Guid.NewGuid():N}.incomplete", "0");
        string underWay = Write($"ref.{Guid.NewGuid():N}.incomplete", "0");
        File.SetLastWriteTimeUtc(abandoned, DateTime.UtcNow.AddHours(-2));

        Load();

        File.Exists(abandoned).Should().BeFalse();
        File.Exists(underWay).Should().BeTrue();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Without_links_there_are_plain_files_and_no_blobs(bool blocking)
    {
        _fixture.Variables["HF_HUB_DISABLE_SYMLINKS"] = "1";
        var expected = new Dictionary<string, string>
        {
            ["models--acme--tiny/refs/main"] = HubCacheBuilder.Commit,
            [$"models--acme--tiny/snapshots/{HubCacheBuilder.Commit}/config.json"] = TinyConfig.Json,
            [$".locks/models--acme--tiny/{Tiny.ETag}.lock"] = "",
        };
        foreach (bool force in (bool[])[false, false, true])
        {
            PretrainedLoadOptions options = _fixture.Options with { ForceDownload = force };
            _ = blocking
                ? DistributedMixtralConfig.FromPretrained(HubCacheBuilder.Repo, options: options)
                : await DistributedMixtralConfig.FromPretrainedAsync(
                    HubCacheBuilder.Repo,
                    options: options,
                    cancellationToken: TestContext.Current.CancellationToken
                );
            _fixture.Tree().Should().BeEquivalentTo(expected);
        }

        _fixture.Hub.Gets.Should().ContainSingle();
    }

    [Fact]
    public void A_file_in_a_subfolder_is_a_link_that_leads_up_by_one_more()
    {
        _fixture.Hub.Publish("sub/config.json", TinyConfig.Json);
        using var client = new HubClient(_fixture.ClientOptions);

        client
            .Download(HubCacheBuilder.Repo, "config.json", new HubDownloadOptions { Subfolder = "sub" })
            .FileName.Should()
            .Be("sub/config.json");

        _fixture
            .Tree()
            .Should()
            .Contain(
                $"models--acme--tiny/snapshots/{HubCacheBuilder.Commit}/sub/config.json",
                $"-> ../../../blobs/{Tiny.ETag}"
            );
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void The_Hugging_Face_home_may_be_relative_or_below_the_home_directory(bool isRelative)
    {
        string home = _fixture.Directory.Combine("hf");
        _fixture.Variables["HF_HOME"] = isRelative ? Path.GetRelativePath(Environment.CurrentDirectory, home) : "~/hf";

        string? path = DistributedMixtralConfig
            .FromPretrained(HubCacheBuilder.Repo, options: _fixture.Options with { CacheDirectory = null })
            .LoadedFrom;

        path.Should()
            .Be(Path.Combine(home, "hub", "models--acme--tiny", "snapshots", HubCacheBuilder.Commit, "config.json"));
        File.Exists(path).Should().BeTrue();
    }

    private string Write(string name, string content) =>
        _fixture.Directory.Write($"hub/models--acme--tiny/blobs/{name}", content);

    private void Load() =>
        DistributedMixtralConfig
            .FromPretrained(HubCacheBuilder.Repo, options: _fixture.Options)
            .HiddenSize.Should()
            .Be(64);
}
