namespace Petals.Mixtral.Config.Json;

/// <summary>How <see cref="PythonJsonWriter"/> lays out its text.</summary>
internal enum PythonJsonStyle
{
    /// <summary><c>json.dumps(…, indent=2)</c>: what a config.json looks like.</summary>
    Indented,

    /// <summary><c>json.dumps(…)</c>: one line, for display.</summary>
    OneLine,

    /// <summary>One line of JSON that any parser reads: NaN and the infinities as transformers 5 writes them.</summary>
    StrictJson,

    /// <summary>One line that is the same for values that Python takes for equal: 1 and 1.0 are spelled
    /// alike.</summary>
    Comparable,
}
