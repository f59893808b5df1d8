namespace Petals.Mixtral.Config.Checkpoints;

/// <summary>The names of the files by which a checkpoint is recognised.</summary>
internal static class CheckpointFiles
{
    /// <summary>All forms, in Petals' order.</summary>
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
