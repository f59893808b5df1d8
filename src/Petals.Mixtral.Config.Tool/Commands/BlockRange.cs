namespace Petals.Mixtral.Config.Tool.Commands;

/// <summary>Parses the blocks of an option, such as <c>0:8</c>. The end is excluded.</summary>
internal static class BlockRange
{
    /// <exception cref="UsageException">The text is not a range of blocks of the model.</exception>
    public static Range? Parse(string? text, int? numBlocks = null)
    {
        if (text is null)
        {
            return null;
        }

        return
            text.Split(':') is [var first, var last]
            && int.TryParse(first, NumberStyles.None, CultureInfo.InvariantCulture, out int start)
            && int.TryParse(last, NumberStyles.None, CultureInfo.InvariantCulture, out int end)
            && start < end
            && end <= (numBlocks ?? end)
            ? start..end
            : throw new UsageException(
                $"--blocks {text}: expected start:end, such as 0:8{(numBlocks is null ? "" : $", of 0:{numBlocks}")}."
            );
    }
}
