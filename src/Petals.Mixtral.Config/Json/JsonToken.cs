namespace Petals.Mixtral.Config.Json;

/// <summary>One token of a JSON text.</summary>
/// <param name="Type">The type. The token after a property name is its value.</param>
/// <param name="Start">The offset in the text, including the quote of a string.</param>
/// <param name="Length">The bytes. Those of an object or array end with its closing bracket.</param>
/// <param name="Next">The index of the token after this one and all that it contains.</param>
internal readonly record struct JsonToken(JsonTokenType Type, int Start, int Length, int Next);
