namespace Petals.Mixtral.Config.Settings.Kinds;

/// <summary>What is wrong with a value.</summary>
/// <param name="Found">The text that is wrong.</param>
/// <param name="Expected">The words for what is expected.</param>
/// <param name="Place">The JSON path below the value, such as <c>[3]</c>. Empty for the value itself.</param>
internal sealed record KindFault(JsonSlice Found, string Expected, string Place = "");
