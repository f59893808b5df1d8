using System.CommandLine;

namespace Petals.Mixtral.Config.Tool.Commands;

/// <summary>The option <c>--json</c>, which every command has.</summary>
internal sealed class JsonOption : Option<bool>
{
    public JsonOption()
        : base("--json")
    {
        Description = "Print JSON with exact numbers, for scripts.";
    }
}
