namespace Petals.Mixtral.Config;

/// <summary>The JSON key of a setting whose property a caller passes: <c>config.HiddenSize</c> is
/// <c>hidden_size</c>.</summary>
internal static class SettingKey
{
    public static string FromExpression(string expression) =>
        JsonNamingPolicy.SnakeCaseLower.ConvertName(expression[(expression.LastIndexOf('.') + 1)..]);
}
