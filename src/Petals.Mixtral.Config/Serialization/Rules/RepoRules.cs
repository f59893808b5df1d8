namespace Petals.Mixtral.Config.Serialization.Rules;

/// <summary>
/// What transformers does to a file from a repo: it adds the repo id to the Python modules that the file names (4.43.1,
/// <c>add_model_info_to_auto_map</c> and <c>add_model_info_to_custom_pipelines</c>). This library never loads them.
/// </summary>
internal static class RepoRules
{
    private const string Separator = "--";

    public static void Apply(ConfigSource source, string? repoId)
    {
        if (repoId is not null)
        {
            MarkMembers(source, "auto_map", value => MarkAutoMapEntry(value, repoId));
            MarkMembers(source, "custom_pipelines", value => MarkPipeline(value, repoId));
        }
    }

    private static void MarkMembers(ConfigSource source, string key, Func<JsonSlice, JsonSlice> mark)
    {
        if (source.Extras.TryGetText(key, out JsonSlice value) && value.Text[0] == '{')
        {
            var members = JsonMembers.Create(value.ReadMembers());
            IEnumerable<KeyValuePair<string, JsonSlice>> marked = members.Texts.Select(member =>
                KeyValuePair.Create(member.Key, mark(member.Value))
            );
            source.Extras = source.Extras.With(key, members.With(marked).ToSlice());
        }
    }

    /// <summary>Marks a module, or a list of modules.</summary>
    private static JsonSlice MarkAutoMapEntry(JsonSlice value, string repoId)
    {
        if (value.Text[0] != '[')
        {
            return MarkModule(value, repoId);
        }

        return PythonJsonWriter.SliceOf(
            value.ReadItems(),
            (writer, items) =>
            {
                writer.BeginArray();
                items.ForEach(item => writer.Copy(MarkModule(item, repoId)));
                writer.EndArray();
            }
        );
    }

    /// <summary>Marks the module of a pipeline, which is its member <c>impl</c>.</summary>
    private static JsonSlice MarkPipeline(JsonSlice value, string repoId)
    {
        if (value.Text[0] != '{')
        {
            return value;
        }

        var pipeline = JsonMembers.Create(value.ReadMembers());
        return pipeline.TryGetText("impl", out JsonSlice module)
            ? pipeline.With("impl", MarkModule(module, repoId)).ToSlice()
            : value;
    }

    private static JsonSlice MarkModule(JsonSlice value, string repoId)
    {
        if (!JsonScalar.TryReadString(value, out string module) || module.Contains(Separator, StringComparison.Ordinal))
        {
            return value;
        }

        return PythonJsonWriter.SliceOf($"{repoId}{Separator}{module}", static (writer, text) => writer.Text(text));
    }
}
