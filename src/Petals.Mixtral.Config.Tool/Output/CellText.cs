using System.Text.Json;

namespace Petals.Mixtral.Config.Tool.Output;

/// <summary>Values as the cells of a table show them.</summary>
internal static class CellText
{
    private const int LongestLine = 72;

    /// <summary>The JSON text itself; a list that is too long for a line has each item on a line of its own.</summary>
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
            // A bare NaN or Infinity in it: Python's text, but not JSON.
            return json;
        }
    }
}
