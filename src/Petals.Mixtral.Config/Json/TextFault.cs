namespace Petals.Mixtral.Config.Json;

/// <summary>Why a text is not sound JSON.</summary>
internal readonly record struct TextFault(string Expected, string Found, TextPosition? Position = null);
