using Petals.Mixtral.Config.Hub;
using Petals.Mixtral.Config.Tests.Support;

namespace Petals.Mixtral.Config.Tests.Hub;

/// <summary>The grammar of revisions and file names, which must name the same file on every system.</summary>
public sealed class PathSegmentTests : CacheTest
{
    private const string Dots = "it holds '.' or '..' as a part";
    private const string Empty = "a part of it is empty";
    private const string End = "a part of it ends with '.' or a space";
    private const string Sign = "it holds one of \\ : * ? \" < > | %";
    private const string Invisible = "it holds a character that cannot be seen";
    private const string Device = "a part of it is a device name on Windows";
    private const string TooLong = "a part of it has more than 255 bytes";
    private static readonly string Longest = new('a', 255);

    public static TheoryData<string, string[]> Invalid =>
        new()
        {
            { Empty, ["", "a//b", "main/", "//x", "/etc/passwd"] },
            { Dots, [".", "..", "a/..", "./x", "../x", "a/../../x", "../../../x", "refs/../../x"] },
            { End, ["a./b", "a ", "main.", "main ", "config.json ", "config.json.", "a%2f.."] },
            { Sign, ["a?", "%2e%2e/x", "C:x", "C:\\x", "x:stream", @"\\h\s\x", @"\x", @"a\..\..\x"] },
            { Invisible, ["a\u200bb", "main\n", "x\0"] },
            { Device, ["x/nul.tar.gz", "LPT9", "COM¹", "x/lpt³.txt", "CONIN$", "conout$.json", "nul .txt"] },
            { Device, [.. Devices.Select(name => $"{name.ToLowerInvariant()}.x"), "CON", "NUL", "aux.txt"] },
            { TooLong, [$"{Longest}a", new string('é', 128), $"x/{Longest}a"] },
        };

    public static TheoryData<string> Valid =>
        [
            ".con",
            "console",
            "com10",
            "a.b",
            "..a",
            Longest,
            $"{new string('é', 127)}a",
            string.Join('/', Longest, Longest, Longest, new string('a', 127), new string('a', 128)),
        ];

    private static IEnumerable<string> Devices =>
        [
            "CON",
            "PRN",
            "AUX",
            "NUL",
            .. Enumerable.Range(1, 9).SelectMany(number => (string[])[$"COM{number}", $"LPT{number}"]),
        ];

    [Theory]
    [MemberData(nameof(Invalid))]
    public void An_invalid_revision_or_file_is_refused_with_the_rule_that_it_breaks(string rule, string[] names)
    {
        foreach (string name in names)
        {
            HubValidationException exception = Fail<HubValidationException>(() => HubCache.TryGetCommit(Repo, name));
            exception
                .Message.Should()
                .EndWith(
                    $"' is not a revision: {rule}. Expected a branch, a tag, refs/pr/N, or a commit hash of 40 digits."
                );
            exception.Revision.Should().Be(name);
            Fail<HubValidationException>(() => HubCache.TryGetFile(Repo, name))
                .Message.Should()
                .EndWith($"' is not the relative path of a file: {rule}. Separate its parts by '/'.");
            Fail<HubValidationException>(Options with { Revision = name });
            Fail<HubValidationException>(Options with { ConfigFileName = name });
            Fail<HubValidationException>(Options with { Subfolder = name is "" or "main/" ? ".." : name }, Folder.Path);
        }
    }

    [Theory]
    [MemberData(nameof(Valid))]
    public void A_valid_revision_may_be_as_long_as_the_limits(string revision)
    {
        HubCache.TryGetCommit(Repo, revision).Should().BeNull();
        Cache.Ref(revision).File();
        HubCache.TryGetCommit(Repo, revision).Should().Be(Commit);
    }

    [Theory]
    [InlineData(1025)]
    [InlineData(5000)]
    public void A_revision_of_more_than_1024_characters_is_refused(int length)
    {
        string revision = string.Join('/', Longest, Longest, Longest, Longest, new string('a', length - 1024));

        Fail<HubValidationException>(() => HubCache.TryGetCommit(Repo, revision))
            .Message.Should()
            .Contain($"it has {length} characters, of at most 1024");
    }
}
