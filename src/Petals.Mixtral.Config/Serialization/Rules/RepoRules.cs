using Petals.Mixtral.Config.Json;
using Petals.Mixtral.Config.Settings;

namespace Petals.Mixtral.Config.Serialization.Rules;

/// <summary>
/// What transformers does to a file from a repo: it adds the repo id to the Python modules that the file names (4.43.1,
/// <c>add_model_info_to_auto_map</c> and <c>add_model_info_to_custom_pipelines</c>). This library never loads them.
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

        writer.BeginArray();
        foreach (JsonSlice item in value.ReadItems())
        {
            WriteModule(writer, item, repoId);
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
