using Petals.Mixtral.Config.Hub;
using Petals.Mixtral.Config.Tests.Support;

namespace Petals.Mixtral.Config.Tests.Hub;

public sealed class RepoIdTests
{
    public static TheoryData<string, string> Bad =>
        new()
        {
            { "..x", "it holds '..'" },
            { ".a", "'.a' begins or ends with '-' or '.'" },
            { "a.", "'a.' begins or ends with '-' or '.'" },
            { "-a", "'-a' begins or ends with '-' or '.'" },
            { "org/-a", "'-a' begins or ends with '-' or '.'" },
            { "org-/a", "'org-' begins or ends with '-' or '.'" },
            { "-a/-b", "'-a' begins or ends with '-' or '.'" },
            { "a--b", "it holds '--'" },
            { "a..b/c", "it holds '..'" },
            { "org/model.git", "it ends in '.git'" },
            { "a/", "a part of it is empty" },
            { "a/b?x", "it holds a character other than letters, digits, '-', '_' and '.'" },
            { "a/b#f", "it holds a character other than letters, digits, '-', '_' and '.'" },
            { "a/b%2f..", "it holds '..'" },
            { "a/ b", "it holds a character other than letters, digits, '-', '_' and '.'" },
            { "a/b\n", "it holds a character other than letters, digits, '-', '_' and '.'" },
            { "a/b\0", "it holds a character other than letters, digits, '-', '_' and '.'" },
            { "ａ/ｂ", "it holds a character other than letters, digits, '-', '_' and '.'" },
            { "a/\u202eb", "it holds a character other than letters, digits, '-', '_' and '.'" },
            { new string('a', 97), "a part of it has 97 characters, of at most 96" },
            { $"a/{new string('b', 97)}", "a part of it has 97 characters, of at most 96" },
            { $"{new string('b', 97)}/a", "a part of it has 97 characters, of at most 96" },
        };

    [Theory]
    [MemberData(nameof(Bad))]
    public void What_can_be_neither_a_path_nor_a_repo_id_is_an_error_that_names_the_rule(string argument, string rule)
    {
        using var directory = new TempDirectory();

        FluentActions
            .Invoking(() =>
                DistributedMixtralConfig.FromPretrained(argument, options: new() { CacheDirectory = directory.Path })
            )
            .Should()
            .Throw<ConfigNotFoundException>()
            .WithMessage($"There is no file or directory '*', and it cannot be a model on the Hub: *{rule}*")
            .WithInnerException<HubValidationException>()
            .Which.Message.Should()
            .NotContainAny("\n", "\0", "\u202e");
        FluentActions
            .Invoking(() => new HubCache(directory.Path).TryGetFile(argument, "config.json"))
            .Should()
            .Throw<HubValidationException>()
            .WithMessage($"*{rule}*")
            .Which.RepoId.Should()
            .Be(argument);
    }

    [Theory]
    [InlineData("", "it is empty")]
    [InlineData("a/b/c", "it has more than one '/'")]
    public void What_can_only_be_a_path_or_nothing_is_no_repo_id_either(string argument, string rule)
    {
        using var directory = new TempDirectory();

        FluentActions
            .Invoking(() => new HubCache(directory.Path).TryGetFile(argument, "config.json"))
            .Should()
            .Throw<HubValidationException>()
            .WithMessage(
                $"'{argument}' is not a repo id: {rule}. Expected 'name' or 'org/name', such as "
                    + "mistralai/Mixtral-8x7B-v0.1."
            );
    }

    [Fact]
    public void What_no_system_takes_for_a_path_is_named_as_it_is() =>
        FluentActions
            .Invoking(() => DistributedMixtralConfig.FromPretrained("a/b\0"))
            .Should()
            .Throw<ConfigNotFoundException>()
            .Which.PlacesSearched.Should()
            .ContainSingle()
            .Which.Should()
            .Match<SearchedPlace>(place =>
                place.Path == "a/b\0"
                && place.ToString()
                    == $"a/b\\u0000 (no such file or directory; the working directory is {Directory.GetCurrentDirectory()})"
            );

    [Fact]
    public void The_error_says_where_a_path_of_that_name_would_be()
    {
        ConfigNotFoundException exception = FluentActions
            .Invoking(() => DistributedMixtralConfig.FromPretrained("a--b"))
            .Should()
            .Throw<ConfigNotFoundException>()
            .Which;

        exception.Model.Should().Be("a--b");
        exception.PlacesSearched.Should().ContainSingle().Which.Path.Should().Be(Path.GetFullPath("a--b"));
        exception.Message.Should().EndWith("). Give a path that exists, or a repo id.");
    }

    [Theory]
    [InlineData("a")]
    [InlineData("A_b-c.d/E.f-g_h")]
    public void Letters_digits_and_three_signs_make_a_repo_id(string id)
    {
        using var directory = new TempDirectory();

        new HubCache(directory.Path).TryGetFile(id, "config.json").Should().BeNull();
    }

    [Fact]
    public void Each_part_of_an_id_may_have_96_characters()
    {
        using var directory = new TempDirectory();

        new HubCache(directory.Path).TryGetFile(new string('a', 96), "config.json").Should().BeNull();
        new HubCache(directory.Path)
            .TryGetFile($"{new string('a', 96)}/{new string('b', 96)}", "config.json")
            .Should()
            .BeNull();
    }
}
