namespace Petals.Mixtral.Config.Validation;

/// <summary>The ids of special tokens must be inside the vocabulary.</summary>
internal static class TokenIdRules
{
    private const string Remedy = "Correct it, or vocab_size.";

    public static void Check(IMixtralConfig config, FailureList failures)
    {
        if (config.VocabSize <= 0)
        {
            return;
        }

        CheckId(config.BosTokenId, nameof(config.BosTokenId));
        // PyTorch uses -1 for "no padding token".
        CheckId(config.PadTokenId is -1 ? null : config.PadTokenId, nameof(config.PadTokenId));
        CheckId(config.SepTokenId, nameof(config.SepTokenId));
        CheckId(config.DecoderStartTokenId, nameof(config.DecoderStartTokenId));
        if (config.EosTokenId is { IsList: true } ids)
        {
            failures.CheckEach(ids, Kind.Integer, FindRule, Remedy, nameof(config.EosTokenId));
        }
        else
        {
            CheckId(config.EosTokenId?[0], nameof(config.EosTokenId));
        }

        void CheckId(int? id, string setting)
        {
            if (id is { } given && FindRule(given) is { } rule)
            {
                failures.Add(setting, rule, Remedy);
            }
        }

        string? FindRule(int id) =>
            id < 0 || id >= config.VocabSize
                ? $"must be from 0 to {config.VocabSize - 1}, the last id of the vocabulary"
                : null;
    }
}
