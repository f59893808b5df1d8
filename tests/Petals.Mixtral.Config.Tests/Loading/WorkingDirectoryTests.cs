namespace Petals.Mixtral.Config.Tests.Loading;

/// <summary>These tests set the working directory of the process, so they run alone.</summary>
[Collection(nameof(ProcessEnvironment))]
public sealed class WorkingDirectoryTests : CacheTest
{
    private readonly string _before = Environment.CurrentDirectory;
    private readonly LockedPaths _locked = new();

    public override ValueTask InitializeAsync()
    {
        Environment.CurrentDirectory = Folder.Path;
        return base.InitializeAsync();
    }

    public override ValueTask DisposeAsync()
    {
        _locked.Dispose();
        Environment.CurrentDirectory = _before;
        return base.DisposeAsync();
    }

    [Fact]
    public void A_directory_named_tilde_precedes_the_home_directory_as_in_Python()
    {
        Folder.Write("home/config.json", """{"hidden_size": 8}""");
        Folder.Write("~/config.json", TinyConfig.Json);
        var environment = ConfigEnvironment.Create(new Dictionary<string, string>(), Folder.Combine("home"));
        var options = new PretrainedLoadOptions { Environment = environment };

        ShouldLoad(options, "~");
        Directory.Delete("~", recursive: true);
        Load(options, "~").HiddenSize.Should().Be(8);
    }

    [Fact]
    [Needs(Permissions)]
    public void A_local_folder_that_cannot_be_searched_does_not_hide_a_repo()
    {
        Cache.Ref().File();
        _locked.Lock(Directory.CreateDirectory(Folder.Combine("acme")).FullName);

        ShouldLoad();
    }

    [Fact]
    [Needs(Unix)]
    public void A_relative_path_is_not_found_if_the_working_directory_was_deleted()
    {
        using (var directory = new TempDirectory())
        {
            Environment.CurrentDirectory = directory.Path;
        }

        Fail<ConfigNotFoundException>(model: "./x");
    }
}
