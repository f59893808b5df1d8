namespace Petals.Mixtral.Config.Settings.Kinds;

/// <summary>A value as a configuration gives it: a text, or the items of a list.</summary>
/// <param name="Text">The text; null if the value has no text.</param>
/// <param name="Items">The items; null if it is not a list. An item is null if it is not a text.</param>
internal readonly record struct OptionText(string? Text, IReadOnlyList<string?>? Items = null)
{
    public bool IsNull => this is { Text: null, Items: null };
}
