using Keys = Petals.Mixtral.Config.Settings.MixtralSettings;

namespace Petals.Mixtral.Config;

/// <content>Reads the settings, a line each.</content>
public sealed partial record MixtralConfig
{
    internal MixtralConfig(ConfigSource json, MixtralConfig others)
        : base(json, others)
    {
        VocabSize = json.Read(Keys.VocabSize, others.VocabSize);
        HiddenSize = json.Read(Keys.HiddenSize, others.HiddenSize);
        IntermediateSize = json.Read(Keys.IntermediateSize, others.IntermediateSize);
        NumHiddenLayers = json.Read(Keys.NumHiddenLayers, others.NumHiddenLayers);
        NumAttentionHeads = json.Read(Keys.NumAttentionHeads, others.NumAttentionHeads);
        NumKeyValueHeads = json.Read(Keys.NumKeyValueHeads, others.NumKeyValueHeads);
        HeadDim = json.Read(Keys.HeadDim, others.HeadDim);
        HiddenAct = json.Read(Keys.HiddenAct, others.HiddenAct);
        MaxPositionEmbeddings = json.Read(Keys.MaxPositionEmbeddings, others.MaxPositionEmbeddings);
        InitializerRange = json.Read(Keys.InitializerRange, others.InitializerRange);
        RmsNormEps = json.Read(Keys.RmsNormEps, others.RmsNormEps);
        UseCache = json.Read(Keys.UseCache, others.UseCache);
        RopeTheta = json.Read(Keys.RopeTheta, others.RopeTheta);
        SlidingWindow = json.Read(Keys.SlidingWindow, others.SlidingWindow);
        AttentionDropout = json.Read(Keys.AttentionDropout, others.AttentionDropout);
        NumExpertsPerTok = json.Read(Keys.NumExpertsPerTok, others.NumExpertsPerTok);
        NumLocalExperts = json.Read(Keys.NumLocalExperts, others.NumLocalExperts);
        OutputRouterLogits = json.Read(Keys.OutputRouterLogits, others.OutputRouterLogits);
        RouterAuxLossCoef = json.Read(Keys.RouterAuxLossCoef, others.RouterAuxLossCoef);
        RouterJitterNoise = json.Read(Keys.RouterJitterNoise, others.RouterJitterNoise);
        Source = new NotCompared<ConfigSource>(json);
    }
}
