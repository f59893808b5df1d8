namespace Petals.Mixtral.Config.Tool.Commands;

/// <summary>What <c>diff --json</c> prints: each property is a member, its name in snake_case. Values are texts in
/// Python's JSON, which may contain <c>NaN</c>.</summary>
internal sealed record DiffJson(string A, string B, IReadOnlyList<SettingDifference> Differences);
