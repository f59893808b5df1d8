namespace Petals.Mixtral.Config.Fuzz.Engine;

/// <summary>The inputs from which others are derived. An input that finds something new is added, up to a
/// size.</summary>
internal sealed class Corpus(IEnumerable<byte[]> seeds)
{
    private const int MaxCount = 20_000;
    private readonly List<byte[]> _inputs = [.. seeds];

    public int Count => _inputs.Count;

    public void Add(byte[] input)
    {
        if (_inputs.Count < MaxCount)
        {
            _inputs.Add(input);
        }
    }

    /// <summary>Picks an input, newer ones more often.</summary>
    public byte[] Pick(Random random) =>
        random.Next(3) == 0
            ? _inputs[^(1 + random.Next(Math.Min(_inputs.Count, 64)))]
            : _inputs[random.Next(_inputs.Count)];
}
