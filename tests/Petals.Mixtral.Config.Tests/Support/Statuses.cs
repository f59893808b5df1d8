namespace Petals.Mixtral.Config.Tests.Support;

/// <summary>Groups of HTTP statuses.</summary>
public static class Statuses
{
    /// <summary>Those of failures that may pass.</summary>
    public static TheoryData<int> Passing => [408, 429, 500, 502, 503, 504];
}
