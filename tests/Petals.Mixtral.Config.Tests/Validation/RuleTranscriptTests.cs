namespace Petals.Mixtral.Config.Tests.Validation;

/// <summary>The failures of configs, addresses and peer ids. <c>SHA256</c>, <c>ED25519</c> and <c>SECP256K1</c> are
/// peer ids.</summary>
public sealed class RuleTranscriptTests
{
    [Fact]
    public void Each_config_has_the_approved_failures() =>
        Transcript.ShouldHold("rules", json => Failures(Read(WithIds(json))));

    [Fact]
    public void Each_address_of_a_peer_has_the_approved_failure() =>
        Transcript.ShouldHold(
            "peer-addresses",
            address => Failures(WithPeer(Regex.Unescape(address).Replace("ID", PeerIds.Sha256)))
        );

    [Fact]
    public void Each_peer_id_has_the_approved_failure_as_a_server_and_in_an_address() =>
        Transcript.ShouldHold(
            "peer-ids",
            line =>
            {
                string id =
                    line.Split(' ') is [var code, var declared, var length] && byte.TryParse(code, out byte first)
                        ? PeerIds.Of(first, byte.Parse(declared), int.Parse(length))
                        : WithIds(Regex.Unescape(line)).Replace("SHORT", PeerIds.Sha256[..^1]);
                return $"{Failures(new() { AllowedServers = [id] })}\n{Failures(WithPeer(PeerIds.Address(id)))}";
            }
        );

    private static string WithIds(string text) =>
        text.Replace("SHA256", PeerIds.Sha256)
            .Replace("ED25519", PeerIds.Ed25519)
            .Replace("SECP256K1", PeerIds.Secp256k1);

    private static DistributedMixtralConfig WithPeer(string address) => new() { InitialPeers = [address] };

    private static string Failures(DistributedMixtralConfig config) =>
        string.Join('\n', config.Validate().Select(failure => failure.ToString()).DefaultIfEmpty("valid"));
}
