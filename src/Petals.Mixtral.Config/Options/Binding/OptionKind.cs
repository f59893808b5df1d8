using Microsoft.Extensions.Configuration;
using Petals.Mixtral.Config.PythonJson;

namespace Petals.Mixtral.Config.Options.Binding;

/// <summary>What an option may hold: how the configuration of a program says it, and how config.json does.</summary>
/// <param name="expected">What a value must be, for messages.</param>
/// <param name="isNullable">Whether null is a value. Where it is not, null says the same as no such key.</param>
internal abstract class OptionKind(string expected, bool isNullable)
{
    public string Expected => isNullable ? $"{expected}, or null" : expected;

    public bool IsNullable => isNullable;

    /// <summary>What a value must be that is not null.</summary>
    protected string ExpectedValue => expected;

    /// <summary>Understands what stands in a configuration. Where the kind is not nullable, something stands
    /// there.</summary>
    /// <exception cref="ConfigFormatException">It is not what the option may hold.</exception>
    public abstract object? Read(IConfigurationSection section);

    /// <summary>Writes a value, which is not <see langword="null"/>, as it stands in config.json.</summary>
    public abstract void Write(PythonJsonWriter writer, object value);
}
