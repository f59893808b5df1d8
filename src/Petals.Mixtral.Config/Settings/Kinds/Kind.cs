using System.Text.Json;

namespace Petals.Mixtral.Config.Settings.Kinds;

/// <summary>The kinds of values that settings have.</summary>
internal static class Kind
{
    public static readonly BooleanKind Boolean = new();
    public static readonly IntegerKind Integer = new();
    public static readonly NullableKind<int> IntegerOrNull = new(Integer);
    public static readonly NumberKind Number = new();
    public static readonly TextKind Text = new();
    public static readonly OptionalKind<string> TextOrNull = new(Text);
    public static readonly SecondsKind Seconds = new();
    public static readonly OptionalKind<TorchDtype> DtypeOrNull = new(new DtypeKind());
    public static readonly TextListKind TextList = new();
    public static readonly OptionalKind<IReadOnlyList<string>> TextListOrNull = new(TextList);
    public static readonly NullableKind<TokenIds> TokenIdsOrNull = new(new TokenIdsKind());
    public static readonly LabelsKind Labels = new();
    public static readonly OptionalKind<IReadOnlyDictionary<string, int>> LabelIdsOrNull = new(new LabelIdsKind());
    public static readonly PrunedHeadsKind PrunedHeads = new();
    public static readonly OptionalKind<IReadOnlyDictionary<string, JsonElement>> ObjectOrNull = new(new ObjectKind());

    public static readonly ChoiceKind<ShowRoute> ShowRoute = new(
        ("false", Config.ShowRoute.Never),
        ("\"inference\"", Config.ShowRoute.Inference),
        ("true", Config.ShowRoute.Always)
    );

    public static readonly ChoiceKind<ChunkedForward> ChunkedForward = new(
        ("\"auto\"", Config.ChunkedForward.Auto),
        ("true", Config.ChunkedForward.Always),
        ("false", Config.ChunkedForward.Never)
    );

    public static readonly NullableKind<TuningMode> TuningModeOrNull = new(
        new ChoiceKind<TuningMode>(("\"ptune\"", TuningMode.PTune), ("\"deep_ptune\"", TuningMode.DeepPTune))
    );

    public static readonly NullableKind<ProblemType> ProblemTypeOrNull = new(
        new ChoiceKind<ProblemType>(
            ("\"regression\"", ProblemType.Regression),
            ("\"single_label_classification\"", ProblemType.SingleLabelClassification),
            ("\"multi_label_classification\"", ProblemType.MultiLabelClassification)
        )
    );
}
