namespace Petals.Mixtral.Config.Tests;

public sealed class RouteTests
{
    [Theory]
    [InlineData(ShowRoute.Never, RoutingMode.MinLatency, false)]
    [InlineData(ShowRoute.Never, RoutingMode.MaxThroughput, false)]
    [InlineData(ShowRoute.Inference, RoutingMode.MinLatency, true)]
    [InlineData(ShowRoute.Inference, RoutingMode.MaxThroughput, false)]
    [InlineData(ShowRoute.Always, RoutingMode.MinLatency, true)]
    [InlineData(ShowRoute.Always, RoutingMode.MaxThroughput, true)]
    public void ShouldShowRoute_returns_whether_ShowRoute_includes_the_mode(
        ShowRoute showRoute,
        RoutingMode mode,
        bool expected
    )
    {
        new ClientConfig { ShowRoute = showRoute }
            .ShouldShowRoute(mode)
            .Should()
            .Be(expected);
        new DistributedMixtralConfig { ShowRoute = showRoute }
            .ShouldShowRoute(mode)
            .Should()
            .Be(expected);
    }

    [Theory]
    [InlineData(ShowRoute.Never)]
    [InlineData(ShowRoute.Inference)]
    [InlineData(ShowRoute.Always)]
    public void An_undefined_routing_mode_is_out_of_range(ShowRoute showRoute) =>
        new ClientConfig { ShowRoute = showRoute }
            .Invoking(it => it.ShouldShowRoute((RoutingMode)2))
            .Should()
            .Throw<ArgumentOutOfRangeException>()
            .WithParameterName("mode");
}
