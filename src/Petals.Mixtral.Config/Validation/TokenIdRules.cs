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

        const string remedy = "Correct it, or vocab_size.";
        string rule = $"must be from 0 to {config.VocabSize - 1}, the last id of the vocabulary";
        CheckId(PretrainedSettings.BosTokenId, config.BosTokenId, rule);
        int? pad = config.PadTokenId is NoPadding ? null : config.PadTokenId;
        CheckId(PretrainedSettings.PadTokenId, pad, $"{rule}, or -1 for none");
        CheckId(PretrainedSettings.SepTokenId, config.SepTokenId, rule);
        CheckId(PretrainedSettings.DecoderStartTokenId, config.DecoderStartTokenId, rule);
        TokenIds eos = config.EosTokenId ?? [];
        if (!eos.IsList)
        {
            CheckId(PretrainedSettings.EosTokenId, eos[0], rule);
            return;
        }

        failures.CheckEach(
            PretrainedSettings.EosTokenId,
            eos,
            id => IsOutside(id) ? rule : null,
            id => id.ToString(CultureInfo.InvariantCulture),
            fault => fault,
            remedy
        );

        bool IsOutside(int id) => id < 0 || id >= config.VocabSize;

        void CheckId(Setting setting, int? id, string rule)
        {
            if (id is { } given && IsOutside(given))
            {
                failures.Add(setting, given, rule, remedy);
            }
        }
    }
}
