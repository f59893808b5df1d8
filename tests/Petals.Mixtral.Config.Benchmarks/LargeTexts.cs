namespace Petals.Mixtral.Config.Benchmarks;

/// <summary>Makes config texts of a given size.</summary>
internal static class LargeTexts
{
    /// <summary>Fewer than a file may have, so the labels of a large text are long.</summary>
    private const int MaxLabels = 90_000;

    /// <summary>A text of about <paramref name="size"/> bytes.</summary>
    public static byte[] Make(LargeTextKind kind, int size)
    {
        string padding = new('x', size / MaxLabels);
        var text = new StringBuilder("{\"model_type\": \"mixtral\", ");
        text.Append(
            kind switch
            {
                LargeTextKind.Labels => "\"id2label\": {",
                LargeTextKind.LongString => "\"note\": \"",
                LargeTextKind.Numbers => "\"numbers\": [",
                _ => "",
            }
        );
        for (int i = 0; text.Length < size - 40; i++)
        {
            text.Append(
                kind switch
                {
                    LargeTextKind.ExtraKeys => $"{(i == 0 ? "" : ", ")}\"extra_{i}\": {i}",
                    LargeTextKind.Labels => $"{(i == 0 ? "" : ", ")}\"{i}\": \"label {i}{padding}\"",
                    LargeTextKind.LongString => "0123456789abcdef",
                    _ => $"{(i == 0 ? "" : ", ")}{i}.5",
                }
            );
        }

        text.Append(
            kind switch
            {
                LargeTextKind.Labels => "}}",
                LargeTextKind.LongString => "\"}",
                LargeTextKind.Numbers => "]}",
                _ => "}",
            }
        );
        return Encoding.UTF8.GetBytes(text.ToString());
    }
}
