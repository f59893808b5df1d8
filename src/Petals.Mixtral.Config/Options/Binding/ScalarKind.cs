using Microsoft.Extensions.Configuration;
using Petals.Mixtral.Config.PythonJson;

namespace Petals.Mixtral.Config.Options.Binding;

/// <summary>An option of one value.</summary>
/// <param name="expected">What a value must be, for messages.</param>
/// <param name="parse">Understands a text.</param>
/// <param name="write">Writes a value.</param>
/// <param name="isNullable">Whether null is a value.</param>
internal sealed class ScalarKind<T>(
    string expected,
    ScalarKind<T>.Parser parse,
    Action<PythonJsonWriter, T> write,
    bool isNullable = false
) : OptionKind(expected, isNullable)
    where T : notnull
{
    public delegate bool Parser(string text, out T value);

    /// <summary>The same kind, with null among its values.</summary>
    public ScalarKind<T> OrNull() => new(ExpectedValue, parse, write, isNullable: true);

    public override object? Read(IConfigurationSection section)
    {
        string? text = OptionReader.Scalar(section, this);
        if (text is null)
        {
            return null;
        }

        if (parse(text, out T value))
        {
            return value;
        }

        // An environment variable cannot say null; where no text would do, an empty one says it.
        return IsNullable && text.Length == 0 ? null : throw OptionReader.Unexpected(section, Expected);
    }

    public override void Write(PythonJsonWriter writer, object value) => write(writer, (T)value);
}
