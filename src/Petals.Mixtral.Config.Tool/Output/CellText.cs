using System.Text.Json;

namespace Petals.Mixtral.Config.Tool.Output;

/// <summary>Formats values for the cells of a table.</summary>
internal static class CellText
{
    private const int LongestLine = 72;

    /// <summary>Returns the JSON text. A list that is too long for a line has one line for each item.</summary>
    public static string Of(string json)
    {
        if (json.Length <= LongestLine || !json.StartsWith('['))
        {
            return json;
        }

        try
        {
            using var list = JsonDocument.Parse(json);
            return string.Join('\n', list.RootElement.EnumerateArray().Select(item => item.GetRawText()));
        }
        catch (JsonException)
        {
            // Python writes NaN and Infinity, which are not valid JSON.
            return json;
        }
    }
}
