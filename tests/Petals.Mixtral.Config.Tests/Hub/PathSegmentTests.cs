namespace Petals.Mixtral.Config.Tests.Hub;

/// <summary>The grammar of revisions and file names, which must name the same file on every system.</summary>
public sealed class PathSegmentTests : CacheTest
{
    private const string Rule =
        "each part between '/' must be a valid name on Windows and Unix: at most 255 bytes, no '.' or space at the end, "
        + "none of \\ : * ? \" < > | %, nothing invisible, no device such as NUL; at most 1024 characters in all.";

    private static readonly string Longest = new('a', 255);

    public static TheoryData<string> Invalid =>
        [
            .. (string[])["", "a//b", "main/", "//x", "/etc/passwd"],
            .. (string[])[".", "..", "a/..", "./x", "../x", "a/../../x", "../../../x", "refs/../../x"],
            .. (string[])["a./b", "a ", "main.", "main ", "config.json ", "config.json.", "a%2f.."],
            .. (string[])["a?", "%2e%2e/x", "C:x", "C:\\x", "x:stream", @"\\h\s\x", @"\x", @"a\..\..\x"],
            .. (string[])["a\u200bb", "main\n", "x\0"],
            .. (string[])["x/nul.tar.gz", "LPT9", "COM¹", "x/lpt³.txt", "CONIN$", "conout$.json", "nul .txt"],
            .. Devices.Select(name => $"{name.ToLowerInvariant()}.x"),
            .. (string[])["CON", "NUL", "aux.txt"],
            .. (string[])[$"{Longest}a", new string('é', 128), $"x/{Longest}a"],
            string.Join('/', Longest, Longest, Longest, Longest, "a"),
        ];

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
    public void An_invalid_revision_or_file_is_refused_with_the_rule(string name)
    {
        HubValidationException exception = Fail<HubValidationException>(() => HubCache.TryGetCommit(Repo, name));
        exception.Message.Should().EndWith($"' is not a revision: {Rule}");
        exception.Revision.Should().Be(name);
        Fail<HubValidationException>(() => HubCache.TryGetFile(Repo, name))
            .Message.Should()
            .EndWith($"' is not a path in a repo: {Rule}");
        Fail<HubValidationException>(Options with { Revision = name });
        Fail<HubValidationException>(Options with { ConfigFileName = name });
        Fail<HubValidationException>(Options with { Subfolder = name is "" or "main/" ? ".." : name }, Folder.Path);
    }

    [Theory]
    [Needs(WholeWindows)]
    [MemberData(nameof(Valid))]
    public void A_valid_revision_may_be_as_long_as_the_limits(string revision)
    {
        HubCache.TryGetCommit(Repo, revision).Should().BeNull();
        Cache.Ref(revision).File();
        HubCache.TryGetCommit(Repo, revision).Should().Be(Commit);
    }
}
