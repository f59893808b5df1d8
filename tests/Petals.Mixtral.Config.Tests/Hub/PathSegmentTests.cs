using Petals.Mixtral.Config.Hub;

namespace Petals.Mixtral.Config.Tests.Hub;

/// <summary>What an error says of a name that does not name the same thing on every system.</summary>
public sealed class PathSegmentTests
{
    [Theory]
    [InlineData("", "a part of it is empty")]
    [InlineData("a//b", "a part of it is empty")]
    [InlineData(".", "it holds '.' or '..' as a part")]
    [InlineData("a/..", "it holds '.' or '..' as a part")]
    [InlineData("a./b", "a part of it ends with '.' or a space")]
    [InlineData("a ", "a part of it ends with '.' or a space")]
    [InlineData("a?", "it holds one of \\ : * ? \" < > | %")]
    [InlineData("a\u200bb", "it holds a character that cannot be seen")]
    [InlineData("x/nul.tar.gz", "a part of it is a device name on Windows")]
    [InlineData("LPT9", "a part of it is a device name on Windows")]
    [InlineData("COM¹", "a part of it is a device name on Windows")]
    [InlineData("x/lpt³.txt", "a part of it is a device name on Windows")]
    [InlineData("CONIN$", "a part of it is a device name on Windows")]
    [InlineData("conout$.json", "a part of it is a device name on Windows")]
    [InlineData("nul .txt", "a part of it is a device name on Windows")]
    public void The_rule_that_it_breaks_is_named(string name, string rule)
    {
        var cache = new HubCache("nowhere");

        FluentActions
            .Invoking(() => cache.TryGetCommit("acme/tiny", name))
            .Should()
            .Throw<HubValidationException>()
            .WithMessage(
                $"*' is not a revision: {rule}. Expected a branch, a tag, refs/pr/N, or a commit hash of 40 digits."
            )
            .Which.Revision.Should()
            .Be(name);
        FluentActions
            .Invoking(() => cache.TryGetFile("acme/tiny", name))
            .Should()
            .Throw<HubValidationException>()
            .WithMessage($"*' is not the relative path of a file: {rule}. Separate its parts by '/'.");
    }

    [Fact]
    public void The_devices_of_Windows_are_no_names_however_they_are_written()
    {
        string[] numbered =
        [
            .. Enumerable.Range(1, 9).SelectMany(number => (string[])[$"COM{number}", $"LPT{number}"]),
        ];
        string[] names = ["CON", "PRN", "AUX", "NUL", .. numbered];

        names
            .Should()
            .AllSatisfy(name =>
                FluentActions
                    .Invoking(() => new HubCache("nowhere").TryGetCommit("acme/tiny", $"{name.ToLowerInvariant()}.x"))
                    .Should()
                    .Throw<HubValidationException>()
            );
    }

    [Theory]
    [InlineData(".con")]
    [InlineData("console")]
    [InlineData("com10")]
    [InlineData("a.b")]
    [InlineData("..a")]
    public void A_name_that_only_looks_like_one_that_breaks_a_rule_is_fine(string name) =>
        new HubCache("nowhere").TryGetCommit("acme/tiny", name).Should().BeNull();
}
