using Petals.Mixtral.Config.Tests.Support;

namespace Petals.Mixtral.Config.Tests.Validation;

/// <summary>Peer ids, at the end of an address and among the servers.</summary>
public sealed class PeerIdTests
{
    private const string OfOtherLength =
        "*bytes that are neither a SHA-256 (Qm…, 34 bytes) nor a short key (12D3KooW…, 38 bytes)*";
    private const string NotBase58 = "*the peer id is not base58 (letters and digits without 0, O, I and l)*";
    private const string TooLong = "*the peer id has * characters, more than any*";

    public static TheoryData<string> Ids =>
        [
            "QmedTaZXmULqwspJXz44SsPZyTNKxhnnFvYRajfH7MGhCY",
            "12D3KooWD3eckifWpRn9wQpMG9R9hX3sD158z7EqHWmweQAJU5SA",
            PeerIds.Sha256,
            PeerIds.Ed25519,
            PeerIds.Secp256k1,
            PeerIds.Of(0x00, 36, 36),
            PeerIds.Of(0x00, 37, 37),
            PeerIds.Of(0x00, 42, 42),
        ];

    public static TheoryData<string, string> Others =>
        new()
        {
            { PeerIds.Of(0x12, 0x20, 31), OfOtherLength },
            { PeerIds.Of(0x12, 0x20, 33), OfOtherLength },
            { PeerIds.Of(0x12, 0x1F, 31), OfOtherLength },
            { PeerIds.Of(0x12, 0x21, 32), OfOtherLength },
            { PeerIds.Of(0x11, 0x20, 32), OfOtherLength },
            { PeerIds.Of(0x00, 0x24, 35), OfOtherLength },
            { PeerIds.Of(0x00, 0x24, 37), OfOtherLength },
            { PeerIds.Of(0x00, 0x00, 0), OfOtherLength },
            { PeerIds.Of(0x00, 0x20, 32), OfOtherLength },
            { PeerIds.Of(0x00, 0x23, 35), OfOtherLength },
            { PeerIds.Of(0x00, 0x2B, 43), OfOtherLength },
            { "1", OfOtherLength },
            { "Qm", OfOtherLength },
            { new string('1', 64), OfOtherLength },
            { PeerIds.Sha256[..^1], OfOtherLength },
            { $"{PeerIds.Sha256}A", OfOtherLength },
            { $"1{PeerIds.Sha256}", OfOtherLength },
            { new string('z', 64), OfOtherLength },
            { "0", NotBase58 },
            { $"{PeerIds.Sha256[..^1]}0", NotBase58 },
            { $"{PeerIds.Sha256[..^1]}O", NotBase58 },
            { $"{PeerIds.Sha256[..^1]}I", NotBase58 },
            { $"{PeerIds.Sha256[..^1]}l", NotBase58 },
            { $" {PeerIds.Sha256}", NotBase58 },
            { $"{PeerIds.Sha256}\n", NotBase58 },
            { $"{PeerIds.Sha256[..^1]}\0", NotBase58 },
            { $"{PeerIds.Sha256[..^1]}\u007F", NotBase58 },
            { $"{PeerIds.Sha256[..^1]}\u0080", NotBase58 },
            { $"{PeerIds.Sha256[..^1]}\u00E9", NotBase58 },
            { $"{PeerIds.Sha256[..^1]}\u20AC", NotBase58 },
            { $"{PeerIds.Sha256[..^1]}\uFFFF", NotBase58 },
            { $"{PeerIds.Sha256[..^2]}\uD83D\uDE00", NotBase58 },
            { $"{PeerIds.Sha256[..^1]}\uD800", NotBase58 },
            { "bafzbeie5745rpv2m6tjyuugywy4d5ewrqgqqhfnf445he3omzpjbx5xqxe", OfOtherLength },
            { "bafzaajaiaejcal72gwuz2or47oyxxn6b3rkwdmmkrxgkjxzy3rqt5kczyn7lcm3l", TooLong },
            { new string('z', 65), TooLong },
            { new string('1', 65), TooLong },
            { new string('A', 1_000_000), TooLong },
        };

    [Theory]
    [MemberData(nameof(Ids))]
    public void The_multihash_of_a_key_in_base58_is_a_peer_id(string id)
    {
        new DistributedMixtralConfig { AllowedServers = [id] }
            .Validate()
            .Should()
            .BeEmpty();
        new DistributedMixtralConfig { InitialPeers = [PeerIds.Address(id)] }
            .Validate()
            .Should()
            .BeEmpty();
    }

    [Theory]
    [MemberData(nameof(Others))]
    public void What_has_other_bytes_or_characters_is_none(string id, string fault)
    {
        new DistributedMixtralConfig { AllowedServers = [id] }
            .OnlyFailure()
            .Should()
            .StartWith("allowed_servers[0] is \"")
            .And.Match(fault);
        new DistributedMixtralConfig { InitialPeers = [PeerIds.Address(id)] }
            .OnlyFailure()
            .Should()
            .StartWith("initial_peers[0] is \"")
            .And.Match(fault);
    }

    [Fact]
    public void The_prefixes_tell_the_kinds_apart()
    {
        PeerIds.Sha256.Should().StartWith("Qm").And.HaveLength(46);
        PeerIds.Ed25519.Should().StartWith("12D3KooW").And.HaveLength(52);
        PeerIds.Secp256k1.Should().StartWith("16Uiu2HA");
    }
}
