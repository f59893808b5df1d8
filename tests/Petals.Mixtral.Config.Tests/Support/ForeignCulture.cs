namespace Petals.Mixtral.Config.Tests.Support;

/// <summary>Until it is disposed, numbers have an unusual format: 0,5 and −1.</summary>
internal sealed class ForeignCulture : IDisposable
{
    private readonly CultureInfo _before = CultureInfo.CurrentCulture;

    public ForeignCulture()
    {
        var culture = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        culture.NumberFormat.NegativeSign = "−";
        culture.NumberFormat.NumberDecimalSeparator = ",";
        CultureInfo.CurrentCulture = culture;
    }

    public void Dispose() => CultureInfo.CurrentCulture = _before;
}
