using Petals.Mixtral.Config.Json;
using Petals.Mixtral.Config.Settings;

namespace Petals.Mixtral.Config.Serialization.Rules;

/// <summary>
/// What transformers does to a file that comes from a repo: the Python modules that it names are marked as being of
/// that repo (4.43.1, <c>add_model_info_to_auto_map</c> and <c>add_model_info_to_custom_pipelines</c>). They are only
/// names here.
/// </summary>
internal static class RepoRules
{
    private const string Mark = "--";

    public static void Apply(ConfigSource source, string? repoId)
    {
        if (repoId is null)
        {
            return;
        }

        Rewrite(source, "auto_map", repoId, WriteAutoMapEntry);
        Rewrite(source, "custom_pipelines", repoId, WritePipeline);
    }

    private static void Rewrite(
        ConfigSource source,
        string key,
        string repoId,
        Action<PythonJsonWriter, JsonSlice, string> writeMember
    )
    {
        if (!source.Extras.TryFind(key, out JsonSlice value) || value.Text[0] != '{')
        {
            return;
        }

        var writer = new PythonJsonWriter();
        writer.BeginObject();
        foreach ((string name, JsonSlice member) in JsonMembers.Read(value).Texts)
        {
            writer.Name(name);
            writeMember(writer, member, repoId);
        }

        writer.EndObject();
        source.Extras = source.Extras.With([KeyValuePair.Create(key, writer.ToSlice())]);
    }

    /// <summary>A module, or a list of modules.</summary>
    private static void WriteAutoMapEntry(PythonJsonWriter writer, JsonSlice value, string repoId)
    {
        if (value.Text[0] != '[')
        {
            WriteModule(writer, value, repoId);
            return;
        }

        List<JsonToken> tape = JsonTape.Read(value.Masked);
        writer.BeginArray();
        for (int item = 1; item < tape.Count; item = tape[item].Next)
        {
            WriteModule(writer, value.Inside(tape[item]), repoId);
        }

        writer.EndArray();
    }

    /// <summary>A pipeline, whose module is its member <c>impl</c>.</summary>
    private static void WritePipeline(PythonJsonWriter writer, JsonSlice value, string repoId)
    {
        if (value.Text[0] != '{')
        {
            writer.Copy(value);
            return;
        }

        writer.BeginObject();
        foreach ((string name, JsonSlice member) in JsonMembers.Read(value).Texts)
        {
            writer.Name(name);
            if (name == "impl")
            {
                WriteModule(writer, member, repoId);
            }
            else
            {
                writer.Copy(member);
            }
        }

        writer.EndObject();
    }

    private static void WriteModule(PythonJsonWriter writer, JsonSlice value, string repoId)
    {
        if (
            value.Text[0] == '"'
            && JsonText.Decode(value.Text) is var module
            && !module.Contains(Mark, StringComparison.Ordinal)
        )
        {
            writer.Text($"{repoId}{Mark}{module}");
        }
        else
        {
            writer.Copy(value);
        }
    }
}
