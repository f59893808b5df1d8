namespace Petals.Mixtral.Config.Tests.Hub;

/// <summary>What the library makes of the answers of the Hub, the files of the cache and the environment. See
/// <see cref="HubScenario"/> for the form of an input.</summary>
[Needs(Unix, Links, Modes)]
public sealed class HubTranscriptTests
{
    [Theory]
    [InlineData("answers")]
    [InlineData("redirects")]
    [InlineData("tokens")]
    [InlineData("endpoints")]
    [InlineData("cache")]
    [InlineData("paths")]
    [InlineData("variables")]
    public void Each_call_has_the_approved_result_requests_warnings_and_files(string transcript) =>
        Transcript.ShouldHold($"hub-{transcript}", HubScenario.Run);
}
