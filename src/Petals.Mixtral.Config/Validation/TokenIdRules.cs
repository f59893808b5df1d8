using Petals.Mixtral.Config.Settings;

namespace Petals.Mixtral.Config.Validation;

/// <summary>The ids of special tokens must be inside the vocabulary.</summary>
internal static class TokenIdRules
{
    /// <summary>PyTorch uses -1 for "no padding token".</summary>
    private const int NoPadding = -1;

    public static void Check(IMixtralConfig config, FailureList failures)
    {
        if (config.VocabSize <= 0)
        {
            return;
        }

        CheckOne(PretrainedSettings.BosTokenId, config.BosTokenId);
        CheckOne(PretrainedSettings.PadTokenId, config.PadTokenId is NoPadding ? null : config.PadTokenId);
        CheckOne(PretrainedSettings.SepTokenId, config.SepTokenId);
        CheckOne(PretrainedSettings.DecoderStartTokenId, config.DecoderStartTokenId);
        if (config.EosTokenId is { } eos)
        {
            for (int i = 0; i < eos.Count; i++)
            {
                CheckId(
                    eos.IsList ? $"{PretrainedSettings.EosTokenId.Key}[{i}]" : PretrainedSettings.EosTokenId.Key,
                    eos[i]
                );
            }
        }

        void CheckOne(Setting setting, int? id)
        {
            if (id is { } value)
            {
                CheckId(setting.Key, value);
            }
        }

        void CheckId(string key, int id)
        {
            if (id < 0 || id >= config.VocabSize)
            {
                failures.Add(
                    key,
                    id.ToString(CultureInfo.InvariantCulture),
                    $"must be from 0 to {config.VocabSize - 1}, the last id of the "
                        + $"vocabulary{(key == PretrainedSettings.PadTokenId.Key ? ", or -1 for none" : "")}",
                    "Correct it, or vocab_size."
                );
            }
        }
    }
}
