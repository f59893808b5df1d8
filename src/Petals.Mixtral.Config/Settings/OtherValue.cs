using Petals.Mixtral.Config.Json;

namespace Petals.Mixtral.Config.Settings;

/// <summary>A value that the text of a config does not contain: a rule or the caller gave it.</summary>
/// <param name="Value">The value.</param>
/// <param name="Text">The JSON that it was given as; null if it was not given as JSON.</param>
internal readonly record struct OtherValue(object? Value, JsonSlice? Text);
