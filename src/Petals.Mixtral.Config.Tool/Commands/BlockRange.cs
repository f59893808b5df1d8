namespace Petals.Mixtral.Config.Tool.Commands;

/// <summary>Parses the blocks of an option, such as <c>0:8</c>. The end is excluded; without it, the range goes to the
/// last block.</summary>
internal static class BlockRange
{
    /// <exception cref="UsageException">The text is not a range of blocks of the model.</exception>
    public static Range? Parse(string? text, int? numBlocks = null)
    {
        if (text is null)
        {
            return null;
        }

        bool isOpen = text.EndsWith(':');
        return
            (isOpen ? $"{text}{numBlocks ?? int.MaxValue}" : text).Split(':') is [var first, var last]
            && int.TryParse(first, NumberStyles.None, CultureInfo.InvariantCulture, out int start)
            && int.TryParse(last, NumberStyles.None, CultureInfo.InvariantCulture, out int end)
            && start < end
            && end <= (numBlocks ?? end)
            ? start..(isOpen && numBlocks is null ? ^0 : end)
            : throw new UsageException(
                $"--blocks {text}: expected start:end, such as 0:8{(numBlocks is null ? "" : $", of 0:{numBlocks}")}."
            );
    }
}
