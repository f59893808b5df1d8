using System.Text.Json;

namespace Petals.Mixtral.Config.Json;

/// <summary>One token of a JSON text.</summary>
/// <param name="Type">What it is; a property name stands directly before its value.</param>
/// <param name="Start">Where it begins in the text, quotes included.</param>
/// <param name="Length">How many bytes it takes, for an object or array up to its closing bracket.</param>
/// <param name="Next">The index of the token after it, and after all that it contains.</param>
internal readonly record struct JsonToken(JsonTokenType Type, int Start, int Length, int Next);
