namespace Petals.Mixtral.Config.Files;

/// <summary>A path that grows and shrinks part by part, without a string for each of its states.</summary>
/// <param name="initial">Memory to begin with.</param>
internal ref struct PathBuffer(Span<char> initial)
{
    private Span<char> _characters = initial;

    public int Length { get; private set; }

    public readonly ReadOnlySpan<char> Path => _characters[..Length];

    /// <summary>Adds a part, set apart from what is there.</summary>
    public void Add(scoped ReadOnlySpan<char> part)
    {
        if (Length > 0 && _characters[Length - 1] != System.IO.Path.DirectorySeparatorChar)
        {
            Append([System.IO.Path.DirectorySeparatorChar]);
        }

        Append(part);
    }

    /// <summary>Takes back all but the first <paramref name="length"/> characters.</summary>
    public void CutTo(int length) => Length = length;

    /// <summary>Takes back the last part and what sets it apart.</summary>
    public void RemoveLast() => Length = Path.LastIndexOf(System.IO.Path.DirectorySeparatorChar);

    public override readonly string ToString() => Path.ToString();

    private void Append(scoped ReadOnlySpan<char> text)
    {
        if (Length + text.Length > _characters.Length)
        {
            char[] larger = new char[2 * (Length + text.Length)];
            Path.CopyTo(larger);
            _characters = larger;
        }

        text.CopyTo(_characters[Length..]);
        Length += text.Length;
    }
}
