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
            MarkIn("auto_map", (_, entry) => entry.Text[0] == '[' ? MarkItems(entry) : Mark(entry));
            MarkIn("custom_pipelines", (_, pipeline) => Map(pipeline, (key, it) => key == "impl" ? Mark(it) : it));
        }

        void MarkIn(string key, Func<string, JsonSlice, JsonSlice> mark)
        {
            if (source.Extras.TryGetText(key, out JsonSlice value))
            {
                source.Extras = source.Extras.With(key, Map(value, mark));
            }
        }

        JsonSlice MarkItems(JsonSlice list) =>
            PythonJsonWriter.SliceOf(
                list.ReadItems(),
                (writer, items) =>
                {
                    writer.BeginArray();
                    items.ForEach(item => writer.Copy(Mark(item)));
                    writer.EndArray();
                }
            );

        JsonSlice Mark(JsonSlice value) =>
            JsonScalar.TryReadString(value, out string module) && !module.Contains(Separator)
                ? PythonJsonWriter.SliceOf($"{repoId}{Separator}{module}", Kind.Text.Write)
                : value;
    }

    /// <summary>Replaces the members of an object. Any other value is unchanged.</summary>
    private static JsonSlice Map(JsonSlice value, Func<string, JsonSlice, JsonSlice> map) =>
        value.IsObject
            ? JsonMembers
                .Create(value.ReadMembers().ToDictionary(member => member.Key, member => map(member.Key, member.Value)))
                .ToSlice()
            : value;
}
