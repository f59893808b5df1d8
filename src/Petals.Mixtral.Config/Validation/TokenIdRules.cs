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

        CheckId(PretrainedSettings.BosTokenId.Key, config.BosTokenId);
        CheckId(PretrainedSettings.PadTokenId.Key, config.PadTokenId is NoPadding ? null : config.PadTokenId);
        CheckId(PretrainedSettings.SepTokenId.Key, config.SepTokenId);
        CheckId(PretrainedSettings.DecoderStartTokenId.Key, config.DecoderStartTokenId);
        TokenIds eos = config.EosTokenId ?? [];
        for (int i = 0; i < eos.Count; i++)
        {
            CheckId(PretrainedSettings.EosTokenId.Key + (eos.IsList ? $"[{i}]" : ""), eos[i]);
        }

        void CheckId(string key, int? id)
        {
            if (id is { } given && (given < 0 || given >= config.VocabSize))
            {
                string orNone = key == PretrainedSettings.PadTokenId.Key ? ", or -1 for none" : "";
                failures.Add(
                    key,
                    given.ToString(CultureInfo.InvariantCulture),
                    $"must be from 0 to {config.VocabSize - 1}, the last id of the vocabulary{orNone}",
                    "Correct it, or vocab_size."
                );
            }
        }
    }
}
