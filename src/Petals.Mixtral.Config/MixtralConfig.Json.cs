using Keys = Petals.Mixtral.Config.Settings.MixtralSettings;

namespace Petals.Mixtral.Config;

/// <content>Reads the settings, a line each.</content>
public sealed partial record MixtralConfig
{
    internal MixtralConfig(ConfigSource json)
        : base(json, DefaultBosTokenId, DefaultEosTokenId, DefaultTieWordEmbeddings)
    {
        base.ExtraAttributes = json.Extras;
        VocabSize = json.Read(Keys.VocabSize, VocabSize);
        HiddenSize = json.Read(Keys.HiddenSize, HiddenSize);
        IntermediateSize = json.Read(Keys.IntermediateSize, IntermediateSize);
        NumHiddenLayers = json.Read(Keys.NumHiddenLayers, NumHiddenLayers);
        NumAttentionHeads = json.Read(Keys.NumAttentionHeads, NumAttentionHeads);
        NumKeyValueHeads = json.Read(Keys.NumKeyValueHeads, NumKeyValueHeads);
        HeadDim = json.Read(Keys.HeadDim, HeadDim);
        HiddenAct = json.Read(Keys.HiddenAct, HiddenAct);
        MaxPositionEmbeddings = json.Read(Keys.MaxPositionEmbeddings, MaxPositionEmbeddings);
        InitializerRange = json.Read(Keys.InitializerRange, InitializerRange);
        RmsNormEps = json.Read(Keys.RmsNormEps, RmsNormEps);
        UseCache = json.Read(Keys.UseCache, UseCache);
        RopeTheta = json.Read(Keys.RopeTheta, RopeTheta);
        SlidingWindow = json.Read(Keys.SlidingWindow, SlidingWindow);
        AttentionDropout = json.Read(Keys.AttentionDropout, AttentionDropout);
        NumExpertsPerTok = json.Read(Keys.NumExpertsPerTok, NumExpertsPerTok);
        NumLocalExperts = json.Read(Keys.NumLocalExperts, NumLocalExperts);
        OutputRouterLogits = json.Read(Keys.OutputRouterLogits, OutputRouterLogits);
        RouterAuxLossCoef = json.Read(Keys.RouterAuxLossCoef, RouterAuxLossCoef);
        RouterJitterNoise = json.Read(Keys.RouterJitterNoise, RouterJitterNoise);
        Source = new NotCompared<ConfigSource>(json);
    }
}
