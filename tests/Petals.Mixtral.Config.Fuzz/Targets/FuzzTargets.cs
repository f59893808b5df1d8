using Petals.Mixtral.Config.Fuzz.Engine;

namespace Petals.Mixtral.Config.Fuzz.Targets;

internal static class FuzzTargets
{
    private static readonly Dictionary<string, Func<IFuzzTarget>> Makers = new(StringComparer.Ordinal)
    {
        ["config"] = () => new ConfigTarget(),
        ["update"] = () => new UpdateTarget(),
        ["options"] = () => new OptionsTarget(),
        ["names"] = () => new NamesTarget(),
        ["cache"] = () => new CacheTarget(),
        ["hub"] = () => new HubTarget(),
        ["header"] = () => new HeaderTarget(),
        ["index"] = () => new IndexTarget(),
    };

    public static IEnumerable<string> Names => Makers.Keys;

    public static IFuzzTarget Create(string name) => Makers[name]();
}
