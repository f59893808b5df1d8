namespace Petals.Mixtral.Config;

/// <summary>The kind of classification of a sequence classifier. In JSON a string.</summary>
public enum ProblemType
{
    /// <summary>One number; <c>"regression"</c> in JSON.</summary>
    Regression,

    /// <summary>One of several classes; <c>"single_label_classification"</c> in JSON.</summary>
    SingleLabelClassification,

    /// <summary>Any number of classes; <c>"multi_label_classification"</c> in JSON.</summary>
    MultiLabelClassification,
}
