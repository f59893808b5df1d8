namespace Petals.Mixtral.Config.Benchmarks;

/// <summary>What a large config text is made of.</summary>
public enum LargeTextKind
{
    /// <summary>Keys that have no property.</summary>
    ExtraKeys,

    /// <summary>Labels of a classifier, by id.</summary>
    Labels,

    /// <summary>One long string.</summary>
    LongString,

    /// <summary>One list of numbers.</summary>
    Numbers,
}
