namespace Petals.Mixtral.Config.Tests.Support;

/// <summary>A request to a <see cref="FakeHub"/>.</summary>
internal sealed record HubRequest(string Method, string Target, IReadOnlyDictionary<string, string> Headers)
{
    public string? Authorization => Headers.GetValueOrDefault("Authorization");

    public string? IfNoneMatch => Headers.GetValueOrDefault("If-None-Match");
}
