using Petals.Mixtral.Config.Hub;
using Petals.Mixtral.Config.Tests.Support;

namespace Petals.Mixtral.Config.Tests.Hub;

/// <summary>The grammar of repo ids.</summary>
public sealed class RepoIdTests : CacheTest
{
    private const string Letters = "it holds a character other than letters, digits, '-', '_' and '.'";
    private const string TooLong = "a part of it has 97 characters, of at most 96";
    private static readonly string Long = new('a', 96);

    public static TheoryData<string, string[]> Invalid =>
        new()
        {
            { "it holds '..'", ["..x", "a..b/c", "a/b%2f.."] },
            { "'.a' begins or ends with '-' or '.'", [".a"] },
            { "'a.' begins or ends with '-' or '.'", ["a."] },
            { "'-a' begins or ends with '-' or '.'", ["-a", "org/-a", "-a/-b"] },
            { "'org-' begins or ends with '-' or '.'", ["org-/a"] },
            { "'-b' begins or ends with '-' or '.'", ["a/-b"] },
            { "it holds '--'", ["a--b"] },
            { "it ends in '.git'", ["org/model.git"] },
            { "a part of it is empty", ["a/"] },
            { Letters, ["a/b?x", "a/b#f", "a/b%2fc", "a/ b", "a/b\n", "a/b\0", "ａ/ｂ", "a/\u202eb"] },
            { TooLong, [$"{Long}a", $"a/{Long}a", $"{Long}a/a"] },
        };

    [Theory]
    [MemberData(nameof(Invalid))]
    public void An_invalid_repo_id_is_refused_with_the_rule_that_it_breaks(string rule, string[] ids)
    {
        foreach (string id in ids)
        {
            ConfigNotFoundException missing = Fail<ConfigNotFoundException>(Options, id);
            missing
                .Message.Should()
                .Match($"There is no file or directory '*', and it cannot be a model on the Hub: *{rule}*")
                .And.NotContainAny("\n", "\0", "\u202e");
            HubValidationException exception = Fail<HubValidationException>(() => HubCache.TryGetFile(id, FileName));
            exception.Message.Should().Contain(rule);
            exception.RepoId.Should().Be(id);
        }
    }

    [Theory]
    [InlineData("", "it is empty")]
    [InlineData("a/b/c", "it has more than one '/'")]
    public void A_blank_id_or_a_path_is_not_a_repo_id(string id, string rule) =>
        Fail<HubValidationException>(() => HubCache.TryGetFile(id, FileName))
            .Message.Should()
            .Be(
                $"'{id}' is not a repo id: {rule}. Expected 'name' or 'org/name', such as "
                    + "mistralai/Mixtral-8x7B-v0.1."
            );

    [Theory]
    [InlineData("a/b\0", "a/b\0", "a/b\\u0000")]
    [InlineData("a--b", null, null)]
    public void The_exception_names_the_path_that_was_searched(string argument, string? path, string? shown)
    {
        ConfigNotFoundException exception = Fail<ConfigNotFoundException>(Options, argument);

        exception.Model.Should().Be(argument);
        exception.Message.Should().EndWith("). Give a path that exists, or a repo id.");
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
