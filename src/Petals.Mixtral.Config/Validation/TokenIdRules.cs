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

        CheckId(config.BosTokenId);
        // PyTorch uses -1 for "no padding token".
        if (config.PadTokenId is not -1)
        {
            CheckId(config.PadTokenId, ", or -1 for none");
        }

        CheckId(config.SepTokenId);
        CheckId(config.DecoderStartTokenId);
        if (config.EosTokenId is { IsList: true } ids)
        {
            failures.CheckEach(ids, id => FindRule(id), Remedy, nameof(config.EosTokenId));
        }
        else
        {
            CheckId(config.EosTokenId?[0], "", nameof(config.EosTokenId));
        }

        string? FindRule(int id) =>
            id < 0 || id >= config.VocabSize
                ? $"must be from 0 to {config.VocabSize - 1}, the last id of the vocabulary"
                : null;

        void CheckId(int? id, string exception = "", [CallerArgumentExpression(nameof(id))] string setting = "")
        {
            if (id is { } given && FindRule(given) is { } rule)
            {
                failures.Add(given, rule + exception, Remedy, setting);
            }
        }
    }
}
