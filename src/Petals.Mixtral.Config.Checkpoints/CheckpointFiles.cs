namespace Petals.Mixtral.Config.Checkpoints;

/// <summary>The file that identifies each format of a checkpoint.</summary>
internal static class CheckpointFiles
{
    /// <summary>The formats in the order in which Petals searches for them.</summary>
    public static readonly CheckpointFormat[] Formats = Enum.GetValues<CheckpointFormat>();

    public static string NameOf(CheckpointFormat format) =>
        format switch
        {
            CheckpointFormat.SafetensorsIndex => "model.safetensors.index.json",
            CheckpointFormat.Safetensors => "model.safetensors",
            CheckpointFormat.PyTorchIndex => "pytorch_model.bin.index.json",
            _ => "pytorch_model.bin",
        };
}
