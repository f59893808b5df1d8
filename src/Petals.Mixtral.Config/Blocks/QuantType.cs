namespace Petals.Mixtral.Config.Blocks;

/// <summary>The quantisation of a block's weights in memory. Python's <c>QuantType</c> (Petals 2.3.0.dev2,
/// <c>utils/convert_block.py</c>).</summary>
public enum QuantType
{
    /// <summary>None: the size of the dtype for each parameter.</summary>
    None,

    /// <summary>LLM.int8(): 1 byte for each parameter.</summary>
    Int8,

    /// <summary>4-bit NormalFloat: 4.25 bits for each parameter, as Petals measured it.</summary>
    Nf4,
}
