namespace Petals.Mixtral.Config.Tests.Support;

public static class Statuses
{
    /// <summary>Statuses of transient failures.</summary>
    public static TheoryData<int> Passing => [408, 429, 500, 502, 503, 504];
}
