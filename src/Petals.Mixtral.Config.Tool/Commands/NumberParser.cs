using System.CommandLine.Parsing;
using System.Numerics;

namespace Petals.Mixtral.Config.Tool.Commands;

/// <summary>Parses whole numbers. The message of System.CommandLine would contain the name of a .NET
/// type.</summary>
internal static class NumberParser
{
    public static Func<ArgumentResult, T?> AtLeast<T>(T least)
        where T : struct, IBinaryInteger<T>, IMinMaxValue<T> =>
        argument =>
        {
            string text = argument.Tokens is [var token] ? token.Value : "";
            if (T.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out T number) && number >= least)
            {
                return number;
            }

            string option = argument.Parent is OptionResult { IdentifierToken: { } name }
                ? $"{name.Value} {text}"
                : text;
            argument.AddError($"{option}: expected a whole number from {least} to {T.MaxValue}.");
            return null;
        };
}
