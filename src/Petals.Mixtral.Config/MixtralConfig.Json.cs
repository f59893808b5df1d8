namespace Petals.Mixtral.Config;

/// <content>Reads the settings, a line each.</content>
public sealed partial record MixtralConfig
{
    internal MixtralConfig(ConfigSource json)
        : base(json, DefaultBosTokenId, DefaultEosTokenId, DefaultTieWordEmbeddings)
    {
        base.ExtraAttributes = json.Extras;
        VocabSize = json.Read(MixtralSettings.VocabSize, VocabSize);
        HiddenSize = json.Read(MixtralSettings.HiddenSize, HiddenSize);
        IntermediateSize = json.Read(MixtralSettings.IntermediateSize, IntermediateSize);
        NumHiddenLayers = json.Read(MixtralSettings.NumHiddenLayers, NumHiddenLayers);
        NumAttentionHeads = json.Read(MixtralSettings.NumAttentionHeads, NumAttentionHeads);
        NumKeyValueHeads = json.Read(MixtralSettings.NumKeyValueHeads, NumKeyValueHeads);
        HeadDim = json.Read(MixtralSettings.HeadDim, HeadDim);
        HiddenAct = json.Read(MixtralSettings.HiddenAct, HiddenAct);
        MaxPositionEmbeddings = json.Read(MixtralSettings.MaxPositionEmbeddings, MaxPositionEmbeddings);
        InitializerRange = json.Read(MixtralSettings.InitializerRange, InitializerRange);
        RmsNormEps = json.Read(MixtralSettings.RmsNormEps, RmsNormEps);
        UseCache = json.Read(MixtralSettings.UseCache, UseCache);
        RopeTheta = json.Read(MixtralSettings.RopeTheta, RopeTheta);
        SlidingWindow = json.Read(MixtralSettings.SlidingWindow, SlidingWindow);
        AttentionDropout = json.Read(MixtralSettings.AttentionDropout, AttentionDropout);
        NumExpertsPerTok = json.Read(MixtralSettings.NumExpertsPerTok, NumExpertsPerTok);
        NumLocalExperts = json.Read(MixtralSettings.NumLocalExperts, NumLocalExperts);
        OutputRouterLogits = json.Read(MixtralSettings.OutputRouterLogits, OutputRouterLogits);
        RouterAuxLossCoef = json.Read(MixtralSettings.RouterAuxLossCoef, RouterAuxLossCoef);
        RouterJitterNoise = json.Read(MixtralSettings.RouterJitterNoise, RouterJitterNoise);
        Source = new NotCompared<ConfigSource>(json);
    }
}
