using Petals.Mixtral.Config.Hub;
using Petals.Mixtral.Config.Tests.Support;

namespace Petals.Mixtral.Config.Tests.Hub;

/// <summary>The longest revisions that are allowed, and the shortest that are not.</summary>
public sealed class PathLimitsTests : IDisposable
{
    /// <summary>What one name in a file system can be: 255 bytes.</summary>
    private static readonly string Longest = new('a', 255);

    private readonly TempDirectory _directory = new();

    public static TheoryData<string> Allowed =>
        [
            Longest,
            $"{new string('é', 127)}a",
            string.Join('/', Longest, Longest, Longest, new string('a', 127), new string('a', 128)),
        ];

    public static TheoryData<string, string> Refused =>
        new()
        {
            { $"{Longest}a", "a part of it has more than 255 bytes" },
            { new string('é', 128), "a part of it has more than 255 bytes" },
            { $"x/{Longest}a", "a part of it has more than 255 bytes" },
            { string.Join('/', Longest, Longest, Longest, Longest, "a"), "it has 1025 characters, of at most 1024" },
        };

    public void Dispose() => _directory.Dispose();

    [Theory]
    [MemberData(nameof(Allowed))]
    public void A_revision_may_be_as_long_as_the_limits(string revision)
    {
        var builder = new HubCacheBuilder(_directory);
        builder.Ref(revision, HubCacheBuilder.Commit).File("config.json", TinyConfig.Json);

        new HubCache(builder.Directory)
            .TryGetCommit(HubCacheBuilder.Repo, revision)
            .Should()
            .Be(HubCacheBuilder.Commit);
    }

    [Theory]
    [MemberData(nameof(Refused))]
    public void A_longer_one_is_refused_with_the_limit(string revision, string fault) =>
        FluentActions
            .Invoking(() => new HubCache(_directory.Path).TryGetCommit(HubCacheBuilder.Repo, revision))
            .Should()
            .Throw<HubValidationException>()
            .WithMessage($"*is not a revision: {fault}*");
}
