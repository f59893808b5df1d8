namespace Petals.Mixtral.Config.Tests.Checkpoints;

/// <summary>Untrusted headers, indexes and names of files: their content, or the error.</summary>
public sealed class CheckpointTranscriptTests : FolderTest
{
    /// <summary>An input is the length of the values and the header.</summary>
    [Fact]
    public void Each_header_is_read_or_refused_as_approved() =>
        Transcript.ShouldHold(
            "safetensors-headers",
            line =>
            {
                string[] parts = line.Split(' ', 2);
                return Run(() =>
                    Describe(
                        SafetensorsHeader.Read(
                            ShardWriter.Write(Folder.Combine("a.safetensors"), parts[1], long.Parse(parts[0]))
                        )
                    )
                );
            }
        );

    [Fact]
    public void Each_index_is_read_or_refused_as_approved() =>
        Transcript.ShouldHold("checkpoint-indexes", json => Run(() => Describe(Load(json))));

    [Fact]
    public void Each_name_of_a_shard_is_accepted_or_refused_as_approved() =>
        Transcript.ShouldHold(
            "shard-names",
            line =>
            {
                string shard = Regex.Unescape(line);
                string json = JsonSerializer.Serialize(
                    new Dictionary<string, object> { ["weight_map"] = new Dictionary<string, string> { ["t"] = shard } }
                );
                return Run(() => Load(json).GetShardPath(shard));
            }
        );

    private CheckpointIndex Load(string json)
    {
        Folder.Write("model.safetensors.index.json", json);
        return CheckpointIndex.Load(Folder.Path);
    }

    private string Run(Func<object?> call)
    {
        string outcome = Outcome(call);
        outcome.Should().NotContainAny("\0", "\u001b", "\u202E");
        return outcome.ReplaceDirectory(Folder.Path, "/data");
    }

    private static string Describe(SafetensorsHeader header) =>
        string.Join(
            '\n',
            [
                $"{header.Length} bytes, {header.DataLength} bytes of values at {header.DataOffset}, {header.FileSize} in all",
                .. header.Metadata.Select(pair => $"{pair.Key}: {pair.Value}"),
                .. header
                    .Tensors.OrderBy(pair => pair.Key, StringComparer.Ordinal)
                    .Select(pair =>
                        $"{pair.Key}: {pair.Value.Spec} {pair.Value.Dtype}, {pair.Value.SizeInBytes} bytes at {pair.Value.Offset}"
                    ),
            ]
        );

    private static string Describe(CheckpointIndex index) =>
        $"{string.Join(", ", index.ShardFiles)} of {index.TotalSize?.ToString() ?? "unknown"} bytes: "
        + string.Join(", ", index.WeightMap!.Select(pair => $"{pair.Key} in {pair.Value}"));
}
