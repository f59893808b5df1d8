namespace Petals.Mixtral.Config.Settings.Kinds;

/// <summary>What is wrong with a value.</summary>
/// <param name="Place">The JSON path below the value, such as <c>[3]</c>. Empty for the value itself.</param>
/// <param name="Found">The text at that place.</param>
/// <param name="Expected">The words for what is expected.</param>
internal readonly record struct KindFault(string Place, JsonSlice Found, string Expected);
