namespace Petals.Mixtral.Config.Tests.Support;

/// <summary>Fails the test that sends a request.</summary>
internal sealed class NoNetworkHandler()
    : StubHandler(request => throw new InvalidOperationException($"{request.RequestUri} was requested."));
