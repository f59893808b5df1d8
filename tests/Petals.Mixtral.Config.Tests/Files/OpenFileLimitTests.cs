namespace Petals.Mixtral.Config.Tests.Files;

/// <summary>The process has too many open files. These tests set the limit of the process, so they run alone.</summary>
[Collection(nameof(ProcessEnvironment))]
[Needs(Proc)]
public sealed class OpenFileLimitTests : CacheTest
{
    private const int OpenFiles = 7;

    /// <summary>The words of glibc and of musl.</summary>
    private static readonly string[] Reasons = ["Too many open files", "No file descriptors available"];

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Too_many_open_files_are_not_reported_as_damage(bool offline)
    {
        Cache.Ref().File();
        PretrainedLoadOptions options = Options with
        {
            LocalFilesOnly = offline,
            HttpClient = new HttpClient(new NoNetworkHandler()),
        };
        Load(options);

        string message = LoadWithoutFiles(() => Load(options));

        message.Should().ContainAny(Reasons).And.NotContainAny("damaged", "Delete");
    }

    [Fact]
    public void Too_many_open_files_are_named_when_a_directory_is_loaded()
    {
        string directory = Path.GetDirectoryName(Folder.Write("model/config.json", TinyConfig.Json))!;
        MixtralConfig.FromPretrained(directory);

        LoadWithoutFiles(() => MixtralConfig.FromPretrained(directory)).Should().ContainAny(Reasons);
    }

    /// <summary>Returns the message of the error. Nothing may be loaded for the first time without files.</summary>
    private static string LoadWithoutFiles(Func<object> load)
    {
        ulong[] limits = new ulong[2];
        GetLimit(OpenFiles, limits).Should().Be(0);
        SetLimit(OpenFiles, [0, limits[1]]).Should().Be(0);
        try
        {
            return $"{load()}";
        }
        catch (PretrainedConfigException exception)
        {
            return exception.Message;
        }
        finally
        {
            _ = SetLimit(OpenFiles, limits);
        }
    }

    [DllImport("libc", EntryPoint = "getrlimit")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int GetLimit(int resource, [Out] ulong[] softAndHard);

    [DllImport("libc", EntryPoint = "setrlimit")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int SetLimit(int resource, ulong[] softAndHard);
}
