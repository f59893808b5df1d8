using System.Globalization;
using Petals.Mixtral.Config.PythonJson;

namespace Petals.Mixtral.Config;

/// <summary>
/// The value of <c>max_retries</c>: given, or left to the environment variable <c>PETALS_MAX_RETRIES</c>. What the
/// variable holds is kept as it was, and understood only when the value is asked for, so that a bad one fails where it
/// is used and nowhere else.
/// </summary>
internal readonly struct RetryLimit : IEquatable<RetryLimit>
{
    public const string Variable = "PETALS_MAX_RETRIES";

    private readonly int? _value;

    private RetryLimit(bool isSet, int? value, string? variable)
    {
        IsSet = isSet;
        _value = value;
        VariableText = variable;
    }

    /// <summary>Whether the value was given, be it <see langword="null"/>.</summary>
    public bool IsSet { get; }

    /// <summary>What the variable held.</summary>
    public string? VariableText { get; }

    /// <exception cref="PretrainedConfigException">The variable holds no integer.</exception>
    public int? Value =>
        TryGet(out int? value)
            ? value
            : throw new PretrainedConfigException(
                $"The environment variable {Variable} holds '{VariableText}'; expected an integer. Correct or "
                    + "unset it, or set max_retries."
            );

    /// <summary>Whether it is what everybody has who sets nothing: what the variable says here may not be said
    /// elsewhere.</summary>
    public bool HasDefault => !IsSet || (_value is null && VariableText is null);

    /// <summary>The same limit, but with a value given.</summary>
    public RetryLimit Set(int? value) => new(true, value, VariableText);

    public static RetryLimit FromVariable(string? variable) => new(false, null, variable);

    public bool Equals(RetryLimit other)
    {
        bool understood = TryGet(out int? value);
        return understood == other.TryGet(out int? otherValue)
            && (understood ? value == otherValue : VariableText == other.VariableText);
    }

    public override bool Equals(object? obj) => obj is RetryLimit other && Equals(other);

    public override int GetHashCode() =>
        TryGet(out int? value) ? value.GetHashCode() : VariableText!.GetHashCode(StringComparison.Ordinal);

    public override string ToString() =>
        TryGet(out int? value) ? value?.ToString(CultureInfo.InvariantCulture) ?? "" : $"{Variable}={VariableText}";

    private bool TryGet(out int? value)
    {
        value = _value;
        if (IsSet || VariableText is null)
        {
            return true;
        }

        bool understood = PythonInteger.TryParse(VariableText, out int number);
        value = number;
        return understood;
    }
}
