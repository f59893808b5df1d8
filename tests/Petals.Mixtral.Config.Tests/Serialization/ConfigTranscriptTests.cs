namespace Petals.Mixtral.Config.Tests.Serialization;

/// <summary>How texts and values of config.json are read and written again, or the error.</summary>
public sealed class ConfigTranscriptTests : FolderTest
{
    private static readonly string[] Defaults = Read("{}").ToJsonString().Split('\n');

    [Fact]
    public void Each_value_of_config_json_is_read_or_refused_as_approved() =>
        Transcript.ShouldHold("config-values", ReadValue);

    [Fact]
    public void Each_text_of_config_json_is_read_and_written_or_refused_as_approved() =>
        Transcript.ShouldHold("config-texts", ReadText);

    /// <summary>Reads a key and its value, at the end of a file.</summary>
    private string ReadValue(string line)
    {
        string[] parts = line.Split(' ', 2);
        string? property = ExpectedSettings.All.FirstOrDefault(setting => setting.Key == parts[0])?.Property;
        Folder.Write(
            "config.json",
            TinyConfig.With(parts[0], parts[1]).Replace("  \"model_type\": \"mixtral\",\n", "")
        );
        return Outcome(() =>
            {
                object? value = Records.Get(DistributedMixtralConfig.FromPretrained(Folder.Path), property!);
                string written = Records
                    .With(new DistributedMixtralConfig(), property!, value)
                    .DescribeSettings()
                    .Single(setting => setting.Key == parts[0])
                    .Value;
                return $"{value ?? "null"}, which is written as {written}";
            })
            .ReplaceDirectory(Folder.Path, "/data");
    }

    /// <summary>Reads a text. The result is the warnings, the settings, and the written lines that a config of the
    /// defaults does not have.</summary>
    private string ReadText(string json) =>
        Outcome(() =>
        {
            DistributedMixtralConfig config = Read(json);
            string text = config.ToJsonString();
            return string.Join(
                '\n',
                [
                    .. Warnings(json),
                    .. config
                        .DescribeSettings()
                        .Where(setting => setting.Origin != SettingOrigin.Default)
                        .Select(setting => $"{setting.Key} = {setting.Value} ({setting.Origin})"),
                    .. text.Split('\n').Where(part => !Defaults.Contains(part)),
                    .. IsReadBack(config, text) ? Array.Empty<string>() : ["It is read back as another config."],
                ]
            );
        });

    private static bool IsReadBack(DistributedMixtralConfig config, string text) =>
        config with { TransformersVersion = "4.43.1" } is var expected
        && expected.Equals(Read(text))
        && expected.Equals(JsonSerializer.Deserialize<DistributedMixtralConfig>(JsonSerializer.Serialize(config)));

    private IEnumerable<string> Warnings(string json)
    {
        using var log = new RecordingLoggerFactory();
        Folder.Write("config.json", json == "{}" ? json : json.Insert(1, "\"model_type\": \"mixtral\", "));
        DistributedMixtralConfig.FromPretrained(
            Folder.Path,
            options: new PretrainedLoadOptions { LoggerFactory = log }
        );
        return log.Entries.Select(entry => $"{entry.Level}: {entry.Message.ReplaceDirectory(Folder.Path, "/data")}");
    }
}
