namespace Petals.Mixtral.Config.Tests.Hub;

/// <summary>At most 40 links are followed, as on Linux.</summary>
[Needs(Links)]
public sealed class LinkLimitTests : CacheTest
{
    [Theory]
    [InlineData(40)]
    [InlineData(41)]
    public void Forty_links_are_followed_in_the_cache_and_no_more(int links)
    {
        Cache.Ref().File("end.json");
        Chain(links, Path.GetDirectoryName(SnapshotFile)!);

        if (links == 40)
        {
            ShouldLoad();
        }
        else
        {
            Fail<ConfigFormatException>()
                .Message.Should()
                .StartWith(
                    $"The config file '{SnapshotFile}' could not be read: '{SnapshotFile}' could not be opened: "
                );
        }
    }

    [Fact]
    public void Forty_links_are_followed_to_a_local_file_and_no_more()
    {
        Folder.Write("end.json", TinyConfig.Json);
        Chain(40, Folder.Path);
        Load(model: Folder.Path).LoadedFrom.Should().Be(Folder.Combine(FileName));

        SymbolicLinks.ToFile(Folder.Combine("more.json"), FileName);
        Fail<PretrainedConfigException>(model: Folder.Combine("more.json"));
    }

    /// <summary>Makes config.json the first of a chain of links to end.json.</summary>
    private static void Chain(int links, string directory)
    {
        for (int i = 1; i <= links; i++)
        {
            SymbolicLinks.ToFile(
                Path.Combine(directory, i == 1 ? FileName : $"{i}.json"),
                i == links ? "end.json" : $"{i + 1}.json"
            );
        }
    }
}
