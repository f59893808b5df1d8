namespace Petals.Mixtral.Config.Json;

/// <summary>The layout that <see cref="PythonJsonWriter"/> writes.</summary>
internal enum PythonJsonStyle
{
    /// <summary><c>json.dumps(…, indent=2)</c>: the layout of config.json.</summary>
    Indented,

    /// <summary><c>json.dumps(…)</c>: one line, for display.</summary>
    OneLine,

    /// <summary>
    /// One line that any JSON parser reads, with NaN and the infinities as transformers 5 writes them.
    /// </summary>
    StrictJson,

    /// <summary>
    /// One line that is the same for all values that are equal in Python: 1 and 1.0 have one spelling.
    /// </summary>
    Comparable,
}
