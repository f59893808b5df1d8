using System.Text.Json;

namespace Petals.Mixtral.Config.Tool.Commands;

/// <summary>The names of enum members in output: <c>missing_shard</c>, <c>nf4</c>.</summary>
internal static class ScriptName
{
    public static string Of<T>(T value)
        where T : struct, Enum => JsonNamingPolicy.SnakeCaseLower.ConvertName(value.ToString());
}
