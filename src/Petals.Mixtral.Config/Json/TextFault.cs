namespace Petals.Mixtral.Config.Json;

/// <summary>The reason why a text is not a valid JSON object.</summary>
internal readonly record struct TextFault(string Expected, string Found, TextPosition? Position = null);
