using Petals.Mixtral.Config.PythonJson;
using Petals.Mixtral.Config.Serialization;

namespace Petals.Mixtral.Config.Validation;

/// <summary>The ids of special tokens: inside the vocabulary. PyTorch takes -1 for a padding that there is none
/// of.</summary>
internal static class TokenIdRules
{
    private const int NoPadding = -1;

    public static void Check(IMixtralConfig config, FailureList failures)
    {
        if (config.VocabSize <= 0)
        {
            return;
        }

        CheckOne(Setting.BosTokenId, config.BosTokenId);
        CheckOne(Setting.PadTokenId, config.PadTokenId is NoPadding ? null : config.PadTokenId);
        CheckOne(Setting.SepTokenId, config.SepTokenId);
        CheckOne(Setting.DecoderStartTokenId, config.DecoderStartTokenId);
        if (config.EosTokenId is { } eos)
        {
            for (int i = 0; i < eos.Count; i++)
            {
                CheckId(eos.IsList ? $"{Setting.EosTokenId.Key()}[{i}]" : Setting.EosTokenId.Key(), eos[i]);
            }
        }

        void CheckOne(Setting setting, int? id)
        {
            if (id is { } value)
            {
                CheckId(setting.Key(), value);
            }
        }

        void CheckId(string key, int id)
        {
            if (id < 0 || id >= config.VocabSize)
            {
                failures.Add(
                    key,
                    PythonJsonWriter.TextOf(writer => writer.Integer(id)),
                    $"must be from 0 to {config.VocabSize - 1}, the last id of the "
                        + $"vocabulary{(key == Setting.PadTokenId.Key() ? ", or -1 for none" : "")}",
                    "Correct it, or vocab_size."
                );
            }
        }
    }
}
