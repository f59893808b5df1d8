namespace Petals.Mixtral.Config.PythonJson;

/// <summary>How deep objects and arrays may nest, so that walking them needs no more than a small stack. Python stops near 1000.</summary>
internal static class JsonDepth
{
    public const int Max = 256;
}
