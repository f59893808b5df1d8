using System.Diagnostics;

namespace Petals.Mixtral.Config.Serialization;

/// <summary>The JSON text of one of a few values.</summary>
internal delegate ReadOnlySpan<byte> Spelling<in T>(T value)
    where T : struct, Enum;

/// <summary>How config.json says the settings that take one of a few values.</summary>
internal static class ChoiceText
{
    public static ReadOnlySpan<byte> Of(ProblemType value) =>
        value switch
        {
            ProblemType.Regression => "\"regression\""u8,
            ProblemType.SingleLabelClassification => "\"single_label_classification\""u8,
            ProblemType.MultiLabelClassification => "\"multi_label_classification\""u8,
            _ => throw new UnreachableException(),
        };

    public static ReadOnlySpan<byte> Of(TuningMode value) =>
        value switch
        {
            TuningMode.PTune => "\"ptune\""u8,
            TuningMode.DeepPTune => "\"deep_ptune\""u8,
            _ => throw new UnreachableException(),
        };

    public static ReadOnlySpan<byte> Of(ShowRoute value) =>
        value switch
        {
            ShowRoute.Never => "false"u8,
            ShowRoute.Inference => "\"inference\""u8,
            ShowRoute.Always => "true"u8,
            _ => throw new UnreachableException(),
        };

    public static ReadOnlySpan<byte> Of(ChunkedForward value) =>
        value switch
        {
            ChunkedForward.Auto => "\"auto\""u8,
            ChunkedForward.True => "true"u8,
            ChunkedForward.False => "false"u8,
            _ => throw new UnreachableException(),
        };
}
