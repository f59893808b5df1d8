namespace Petals.Mixtral.Config;

/// <content>Reads the settings, a line each.</content>
public sealed partial record MixtralConfig
{
    internal MixtralConfig(ConfigSource json, MixtralConfig others)
        : base(json, others)
    {
        VocabSize = json.Read(MixtralSettings.VocabSize, others.VocabSize);
        HiddenSize = json.Read(MixtralSettings.HiddenSize, others.HiddenSize);
        IntermediateSize = json.Read(MixtralSettings.IntermediateSize, others.IntermediateSize);
        NumHiddenLayers = json.Read(MixtralSettings.NumHiddenLayers, others.NumHiddenLayers);
        NumAttentionHeads = json.Read(MixtralSettings.NumAttentionHeads, others.NumAttentionHeads);
        NumKeyValueHeads = json.Read(MixtralSettings.NumKeyValueHeads, others.NumKeyValueHeads);
        HeadDim = json.Read(MixtralSettings.HeadDim, others.HeadDim);
        HiddenAct = json.Read(MixtralSettings.HiddenAct, others.HiddenAct);
        MaxPositionEmbeddings = json.Read(MixtralSettings.MaxPositionEmbeddings, others.MaxPositionEmbeddings);
        InitializerRange = json.Read(MixtralSettings.InitializerRange, others.InitializerRange);
        RmsNormEps = json.Read(MixtralSettings.RmsNormEps, others.RmsNormEps);
        UseCache = json.Read(MixtralSettings.UseCache, others.UseCache);
        RopeTheta = json.Read(MixtralSettings.RopeTheta, others.RopeTheta);
        SlidingWindow = json.Read(MixtralSettings.SlidingWindow, others.SlidingWindow);
        AttentionDropout = json.Read(MixtralSettings.AttentionDropout, others.AttentionDropout);
        NumExpertsPerTok = json.Read(MixtralSettings.NumExpertsPerTok, others.NumExpertsPerTok);
        NumLocalExperts = json.Read(MixtralSettings.NumLocalExperts, others.NumLocalExperts);
        OutputRouterLogits = json.Read(MixtralSettings.OutputRouterLogits, others.OutputRouterLogits);
        RouterAuxLossCoef = json.Read(MixtralSettings.RouterAuxLossCoef, others.RouterAuxLossCoef);
        RouterJitterNoise = json.Read(MixtralSettings.RouterJitterNoise, others.RouterJitterNoise);
        Source = new NotCompared<ConfigSource>(json);
    }
}
