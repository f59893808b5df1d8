namespace Petals.Mixtral.Config.Tests.Support;

/// <summary>What a <see cref="FakeHub"/> was asked.</summary>
internal sealed record HubRequest(string Method, string Target, IReadOnlyDictionary<string, string> Headers)
{
    public string? Authorization => Headers.GetValueOrDefault("Authorization");

    public string? IfNoneMatch => Headers.GetValueOrDefault("If-None-Match");
}
