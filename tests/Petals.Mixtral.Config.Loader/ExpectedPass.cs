using System.Text.Json;

namespace Petals.Mixtral.Config.Loader;

/// <summary>What the model of transformers computed from some tokens: <c>expected.json</c> beside a
/// checkpoint.</summary>
internal sealed class ExpectedPass(JsonElement json)
{
    public int[] InputIds => Ints(json.GetProperty("input_ids"));

    public int NextToken => json.GetProperty("next_token").GetInt32();

    public static ExpectedPass? TryRead(string directory)
    {
        string path = Path.Combine(directory, "expected.json");
        return File.Exists(path) ? new ExpectedPass(JsonElement.Parse(File.ReadAllBytes(path))) : null;
    }

    /// <summary>The largest difference at each stage.</summary>
    public IEnumerable<(string Stage, float Difference)> Compare(ForwardPass pass)
    {
        foreach (JsonElement state in json.GetProperty("hidden_states").EnumerateArray())
        {
            string after = state.GetProperty("after").GetString()!;
            (string, float[] Values) computed = pass.HiddenStates.Find(stage => stage.After == after);
            yield return (after, LargestDifference(state, computed.Values));
        }

        yield return ("logits", LargestDifference(json.GetProperty("logits"), pass.Logits.Values));
    }

    /// <summary>Whether each token has the same experts in each block, in any order.</summary>
    public bool HasSameExperts(ForwardPass pass) =>
        json.GetProperty("experts")
            .EnumerateArray()
            .SelectMany(block => block.EnumerateArray().Select(Ints))
            .Select(experts => string.Join(',', experts.Order()))
            .SequenceEqual(pass.Experts.SelectMany(block => block).Select(chosen => string.Join(',', chosen.Order())));

    private static float LargestDifference(JsonElement expected, float[]? computed)
    {
        float[] values = [.. expected.GetProperty("values").EnumerateArray().Select(value => value.GetSingle())];
        return values.Length == computed?.Length
            ? values.Zip(computed, (left, right) => MathF.Abs(left - right)).Max()
            : float.PositiveInfinity;
    }

    private static int[] Ints(JsonElement list) => [.. list.EnumerateArray().Select(value => value.GetInt32())];
}
