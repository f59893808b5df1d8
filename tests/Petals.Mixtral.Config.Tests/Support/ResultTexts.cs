namespace Petals.Mixtral.Config.Tests.Support;

/// <summary>The texts of results, to compare them with what a test expects.</summary>
internal static class ResultTexts
{
    public static string Place(string path, string finding) => $"{path} ({finding})";

    public static string Variable(string name, string? value, string? decides) => $"{name}={value} ({decides})";

    public static string ToText(ResolutionVariable variable) =>
        Variable(variable.Name, variable.Value, variable.Decides);

    public static IReadOnlyList<string> ToTexts(this IEnumerable<object> results) =>
        [.. results.Select(result => result.ToString()!)];
}
