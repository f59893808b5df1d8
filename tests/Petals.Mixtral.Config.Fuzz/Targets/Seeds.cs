using System.Reflection;

namespace Petals.Mixtral.Config.Fuzz.Targets;

/// <summary>The files of tests/fixtures/hub, embedded in this assembly.</summary>
internal static class Seeds
{
    public const string MicroSnapshot =
        "models--acme--micro-mixtral/snapshots/31c7000000000000000000000000000000000001/";
    public const string TinySnapshot = "models--acme--tiny-mixtral/snapshots/71a7000000000000000000000000000000000001/";
    private const string LargeSnapshot =
        "models--mistralai--Mixtral-8x7B-v0.1/snapshots/8a7b000000000000000000000000000000000001/";

    public static byte[] LargeConfig => Read($"{LargeSnapshot}config.json");

    public static byte[] TinyConfig => Read($"{TinySnapshot}config.json");

    public static byte[] MicroConfig => Read($"{MicroSnapshot}config.json");

    public static IEnumerable<byte[]> All(string ending) =>
        Assembly
            .GetExecutingAssembly()
            .GetManifestResourceNames()
            .Order(StringComparer.Ordinal)
            .Where(name => name.EndsWith(ending, StringComparison.Ordinal))
            .Select(Read);

    public static byte[] Read(string name)
    {
        using Stream resource = Assembly.GetExecutingAssembly().GetManifestResourceStream(name)!;
        byte[] bytes = new byte[resource.Length];
        resource.ReadExactly(bytes);
        return bytes;
    }
}
