using Microsoft.Extensions.Configuration;
using Petals.Mixtral.Config.Hub.Http;
using Petals.Mixtral.Config.Texts;

namespace Petals.Mixtral.Config.Options.Binding;

/// <summary>Reads single values of a configuration.</summary>
internal static class OptionReader
{
    private const string Source = "the configuration";

    /// <summary>The text of a value; <see langword="null"/> where the configuration says null.</summary>
    /// <exception cref="ConfigFormatException">It is a list or a section.</exception>
    public static string? Scalar(IConfigurationSection section, OptionKind kind) =>
        section.GetChildren().Any() ? throw Unexpected(section, kind.Expected) : section.Value;

    /// <summary>The error for a value that is not what its key may hold.</summary>
    public static ConfigFormatException Unexpected(IConfigurationSection section, string expected) =>
        new(Source, section.Path, null, expected, Found(section));

    private static string Found(IConfigurationSection section)
    {
        IConfigurationSection[] children = [.. section.GetChildren()];
        string value = section.Value is { } text ? $"'{Printable.Short(HubEndpoint.WithoutUserInfo(text))}'" : "null";
        return children.Length == 0
            ? value
            : $"{(string.IsNullOrEmpty(section.Value) ? "" : $"{value} and ")}{(children.All(child => child.Key.All(char.IsAsciiDigit)) ? "a list" : "a section")}";
    }
}
