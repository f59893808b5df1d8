namespace Petals.Mixtral.Config.Settings.Kinds;

/// <summary>One kind of value, and all the kinds that settings have.</summary>
/// <param name="expected">The words for it in errors about JSON: "an integer of 32 bits".</param>
internal abstract class Kind(string expected = "")
{
    public static readonly BooleanKind Boolean = new();
    public static readonly IntegerKind Integer = new();
    public static readonly Kind<int?> IntegerOrNull = StructOrNull(Integer);
    public static readonly NumberKind Number = new();
    public static readonly TextKind Text = new();
    public static readonly Kind<string?> TextOrNull = ClassOrNull(Text);
    public static readonly SecondsKind Seconds = new();
    public static readonly Kind<TorchDtype?> DtypeOrNull = ClassOrNull(new DtypeKind());
    public static readonly ListKind<string> TextList = new("a list of strings", Text);
    public static readonly Kind<IReadOnlyList<string>?> TextListOrNull = ClassOrNull(TextList);
    public static readonly Kind<TokenIds?> TokenIdsOrNull = StructOrNull(new TokenIdsKind());
    public static readonly MapKind<int, string> Labels = new(
        "an object with integer names and string values",
        Integer,
        new LabelKind()
    );
    public static readonly Kind<IReadOnlyDictionary<string, int>?> LabelIdsOrNull = ClassOrNull(
        new MapKind<string, int>("an object with integer values", Text, new LabelIdKind())
    );
    public static readonly MapKind<int, IReadOnlyList<int>> PrunedHeads = new(
        "an object with integer names and lists of integers",
        Integer,
        new ListKind<int>("a list of integers", Integer)
    );
    public static readonly Kind<IReadOnlyDictionary<string, JsonElement>?> ObjectOrNull = ClassOrNull(new ObjectKind());

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

    public static readonly Kind<TuningMode?> TuningModeOrNull = StructOrNull(
        new ChoiceKind<TuningMode>(("\"ptune\"", TuningMode.PTune), ("\"deep_ptune\"", TuningMode.DeepPTune))
    );

    public static readonly Kind<ProblemType?> ProblemTypeOrNull = StructOrNull(
        new ChoiceKind<ProblemType>(
            ("\"regression\"", ProblemType.Regression),
            ("\"single_label_classification\"", ProblemType.SingleLabelClassification),
            ("\"multi_label_classification\"", ProblemType.MultiLabelClassification)
        )
    );

    public virtual string Expected => expected;

    /// <summary>The words for it in errors about a configuration, which has other spellings.</summary>
    public virtual string ExpectedText => Expected;

    /// <summary>The words for the expected value in an error about a text of a configuration.</summary>
    public virtual string ExplainText(string? text) => ExpectedText;

    public virtual bool IsNullable => false;

    /// <summary>Whether a configuration can contain the value. Maps and objects are for config.json only.</summary>
    public virtual bool CanParse => true;

    /// <summary>Whether a configuration can give the value as a list.</summary>
    public virtual bool IsList => false;

    /// <summary>
    /// Writes the text from which the value was read, so a number keeps its form. Returns false if Python spells the
    /// value in another way.
    /// </summary>
    public virtual bool TryCopy(PythonJsonWriter writer, JsonSlice json)
    {
        bool isTaggedFloat = json.IsObject;
        if (!isTaggedFloat)
        {
            writer.Copy(json);
        }

        return !isTaggedFloat;
    }

    /// <summary>
    /// Whether Python reads an equal value from the text. This library converts some texts that Python keeps.
    /// </summary>
    public virtual bool PythonReadsSameValue(JsonSlice json) => true;

    protected KindFault? Check(bool isValue, JsonSlice json) => isValue ? null : new KindFault(json, Expected);

    private static NullableKind<T, T?> StructOrNull<T>(Kind<T> kind)
        where T : struct => new(kind, value => value);

    private static NullableKind<T, T?> ClassOrNull<T>(Kind<T> kind)
        where T : class => new(kind, value => value);
}
