namespace Petals.Mixtral.Config.Tests.Hub;

public sealed class RepoIdTests : CacheTest
{
    private const string Rule =
        "expected 'name' or 'org/name', such as mistralai/Mixtral-8x7B-v0.1: each of at most 96 letters, digits, '_', and "
        + "single '-' or '.' between them";

    private static readonly string Long = new('a', 96);

    public static TheoryData<string> Invalid =>
        [
            .. (string[])["..x", "a..b/c", "a/b%2f..", ".a", "a.", "-a", "org/-a", "-a/-b", "org-/a", "a/-b"],
            .. (string[])["a--b", "org/model.git", "a/", "a/b?x", "a/b#f", "a/b%2fc", "a/ b", "a/b\n", "a/b\0"],
            .. (string[])["ａ/ｂ", "a/\u202eb", $"{Long}a", $"a/{Long}a", $"{Long}a/a"],
        ];

    [Theory]
    [MemberData(nameof(Invalid))]
    public void An_invalid_repo_id_is_refused_with_the_rule(string id)
    {
        ConfigNotFoundException missing = Fail<ConfigNotFoundException>(Options, id);
        missing
            .Message.Should()
            .Match($"'*' is neither a file or directory nor a model on the Hub: {Rule}. *")
            .And.NotContainAny("\n", "\0", "\u202e");
        HubValidationException exception = Fail<HubValidationException>(() => HubCache.TryGetFile(id, FileName));
        exception.Message.Should().Contain($"is not a repo id: {Rule}.");
        exception.RepoId.Should().Be(id);
    }

    [Theory]
    [InlineData("")]
    [InlineData("a/b/c")]
    public void A_blank_id_or_a_path_is_not_a_repo_id(string id) =>
        Fail<HubValidationException>(() => HubCache.TryGetFile(id, FileName))
            .Message.Should()
            .Be($"'{id}' is not a repo id: {Rule}.");

    [Theory]
    [InlineData("a/b\0", "a/b\0", "a/b\\u0000")]
    [InlineData("a--b", null, null)]
    public void The_exception_names_the_path_that_was_searched(string argument, string? path, string? shown)
    {
        ConfigNotFoundException exception = Fail<ConfigNotFoundException>(Options, argument);

        exception.Model.Should().Be(argument);
        exception
            .Message.Should()
            .EndWith(
                "Give the directory that holds config.json, the file itself, or a repo id such as "
                    + "mistralai/Mixtral-8x7B-v0.1."
            );
        SearchedPlace place = exception.PlacesSearched.Should().ContainSingle().Which;
        place.Path.Should().Be(path ?? Path.GetFullPath(argument));
        place
            .ToString()
            .Should()
            .Be(
                $"{shown ?? place.Path} (no such file or directory; the working directory is "
                    + $"{Directory.GetCurrentDirectory()})"
            );
    }

    [Fact]
    public void A_repo_id_has_one_or_two_parts_of_up_to_96_letters_digits_and_signs()
    {
        foreach (string id in (string[])["a", "A_b-c.d/E.f-g_h", Long, $"{Long}/{Long}"])
        {
            HubCache.TryGetFile(id, FileName).Should().BeNull();
        }
    }
}
