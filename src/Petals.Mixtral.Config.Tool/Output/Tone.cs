namespace Petals.Mixtral.Config.Tool.Output;

/// <summary>The style of a text on a terminal: the number of the ANSI attribute.</summary>
internal enum Tone
{
    Plain = 0,
    Bold = 1,
    Dim = 2,
    Red = 31,
    Green = 32,
    Yellow = 33,
    Magenta = 35,
    Cyan = 36,
}
