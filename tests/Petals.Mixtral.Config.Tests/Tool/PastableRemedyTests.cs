namespace Petals.Mixtral.Config.Tests.Tool;

/// <summary>What a message recommends works when it is pasted into a shell.</summary>
public sealed class PastableRemedyTests : FolderTest
{
    private const string Commit = "0123456789abcdef0123456789abcdef01234567";

    [Fact]
    public void show_quotes_the_path_of_a_cache_that_contains_a_quote()
    {
        Folder.Write($"it's mine/models--acme--m/snapshots/{Commit}/README.md", "");
        string cache = Folder.Combine("it's mine");

        Show(cache).Should().Contain($"Use a repo id with --cache-dir \"{cache}\": acme/m.");
        Show(Path.Combine(cache, "models--acme--m")).Should().Contain($"Use acme/m with --cache-dir \"{cache}\".");
    }

    [Fact]
    public void show_quotes_the_path_of_an_inner_folder_that_contains_a_quote()
    {
        Folder.Write("outer/it's/config.json", TinyConfig.Json);

        Show(Folder.Combine("outer"))
            .Should()
            .Contain($"Use \"{Path.Combine(Folder.Path, "outer", "it's")}\" instead, which holds one.");
    }

    [Fact]
    public void show_quotes_a_revision_that_contains_a_separator_of_commands() =>
        Show("acme/m", "--cache-dir", Folder.Path, "--revision", "v1;x y")
            .Should()
            .Contain("--revision \"v1;x y\" --cache-dir");

    [Theory]
    [InlineData("https://huggingface.co/acme/m/tree/main/a%20b", "Use acme/m instead, with --subfolder \"a b\".")]
    [InlineData("acme/m@it's", "Use acme/m instead, with --revision \"it's\".")]
    [InlineData("acme/m@refs/pr/1", "Use acme/m instead, with --revision refs/pr/1.")]
    [InlineData("https://huggingface.co/api/models/acme/m", "Use acme/m instead.")]
    [InlineData("models--acme--m", "Use acme/m instead.")]
    public void show_names_the_repo_and_the_options_that_a_text_means(string text, string remedy) =>
        Show(text).Should().Contain(remedy);

    [Theory]
    [InlineData("https://github.com/acme/m")]
    [InlineData("https://gitlab.com/acme/m")]
    [InlineData("https://huggingface.co/models?search=mixtral")]
    [InlineData("https://huggingface.co/docs/transformers")]
    [InlineData("https://huggingface.co/collections/acme/m")]
    public void show_names_no_repo_for_an_address_that_is_not_one_of_a_model(string text) =>
        Show(text).Should().NotContain("instead");

    [Fact]
    [Needs(CaseSensitivity)]
    public void show_recommends_the_cached_repo_that_differs_only_in_case()
    {
        Folder.Write("models--acme--M/refs/main", Commit);
        const string Remedy = "Use acme/M instead, which is in the cache and differs only in case.\n";
        string[] cache = ["--cache-dir", Folder.Path];

        Show("acme/m", cache).Should().EndWith(Remedy).And.NotContain("Download it");
        ToolRun.Of(["download", "acme/m", "--offline", .. cache]).Error.Should().EndWith(Remedy);
    }

    private static string Show(string model, params string[] options)
    {
        ToolRun run = ToolRun.Of(["show", model, "--offline", .. options]);
        run.Exit.Should().Be(3);
        return run.Error;
    }
}
