using Petals.Mixtral.Config.Collections;
using Petals.Mixtral.Config.PythonJson;
using Petals.Mixtral.Config.Serialization;

namespace Petals.Mixtral.Config;

/// <content>Between the record and the text of a config: one line a setting, each way.</content>
public sealed partial record MixtralConfig
{
    internal MixtralConfig(SettingReader json)
        : base(json, DefaultBosTokenId, DefaultEosTokenId, DefaultTieWordEmbeddings)
    {
        base.ExtraAttributes = json.Document.Extras;
        VocabSize = json.Int32(Setting.VocabSize, VocabSize);
        HiddenSize = json.Int32(Setting.HiddenSize, HiddenSize);
        IntermediateSize = json.Int32(Setting.IntermediateSize, IntermediateSize);
        NumHiddenLayers = json.Int32(Setting.NumHiddenLayers, NumHiddenLayers);
        NumAttentionHeads = json.Int32(Setting.NumAttentionHeads, NumAttentionHeads);
        NumKeyValueHeads = json.Int32(Setting.NumKeyValueHeads, NumKeyValueHeads);
        HeadDim = json.Int32OrNull(Setting.HeadDim, HeadDim);
        HiddenAct = json.String(Setting.HiddenAct, HiddenAct);
        MaxPositionEmbeddings = json.Int32(Setting.MaxPositionEmbeddings, MaxPositionEmbeddings);
        InitializerRange = json.Double(Setting.InitializerRange, InitializerRange);
        RmsNormEps = json.Double(Setting.RmsNormEps, RmsNormEps);
        UseCache = json.Boolean(Setting.UseCache, UseCache);
        RopeTheta = json.Double(Setting.RopeTheta, RopeTheta);
        SlidingWindow = json.Int32OrNull(Setting.SlidingWindow, SlidingWindow);
        AttentionDropout = json.Double(Setting.AttentionDropout, AttentionDropout);
        NumExpertsPerTok = json.Int32(Setting.NumExpertsPerTok, NumExpertsPerTok);
        NumLocalExperts = json.Int32(Setting.NumLocalExperts, NumLocalExperts);
        OutputRouterLogits = json.Boolean(Setting.OutputRouterLogits, OutputRouterLogits);
        RouterAuxLossCoef = json.Double(Setting.RouterAuxLossCoef, RouterAuxLossCoef);
        RouterJitterNoise = json.Double(Setting.RouterJitterNoise, RouterJitterNoise);
        Source = new Unequaled<ConfigDocument>(json.Document);
    }

    /// <summary>Writes the value of a setting, whatever the text that it was read from.</summary>
    internal override void WriteValue(Setting setting, PythonJsonWriter writer)
    {
        switch (setting)
        {
            case Setting.VocabSize:
                writer.Integer(VocabSize);
                break;
            case Setting.HiddenSize:
                writer.Integer(HiddenSize);
                break;
            case Setting.IntermediateSize:
                writer.Integer(IntermediateSize);
                break;
            case Setting.NumHiddenLayers:
                writer.Integer(NumHiddenLayers);
                break;
            case Setting.NumAttentionHeads:
                writer.Integer(NumAttentionHeads);
                break;
            case Setting.NumKeyValueHeads:
                writer.Integer(NumKeyValueHeads);
                break;
            case Setting.HeadDim:
                writer.IntegerOrNull(HeadDim);
                break;
            case Setting.HiddenAct:
                writer.Text(HiddenAct);
                break;
            case Setting.MaxPositionEmbeddings:
                writer.Integer(MaxPositionEmbeddings);
                break;
            case Setting.InitializerRange:
                writer.Float(InitializerRange);
                break;
            case Setting.RmsNormEps:
                writer.Float(RmsNormEps);
                break;
            case Setting.UseCache:
                writer.Boolean(UseCache);
                break;
            case Setting.RopeTheta:
                writer.Float(RopeTheta);
                break;
            case Setting.SlidingWindow:
                writer.IntegerOrNull(SlidingWindow);
                break;
            case Setting.AttentionDropout:
                writer.Float(AttentionDropout);
                break;
            case Setting.NumExpertsPerTok:
                writer.Integer(NumExpertsPerTok);
                break;
            case Setting.NumLocalExperts:
                writer.Integer(NumLocalExperts);
                break;
            case Setting.OutputRouterLogits:
                writer.Boolean(OutputRouterLogits);
                break;
            case Setting.RouterAuxLossCoef:
                writer.Float(RouterAuxLossCoef);
                break;
            case Setting.RouterJitterNoise:
                writer.Float(RouterJitterNoise);
                break;
            case Setting.NumExperts:
                writer.Integer(NumLocalExperts);
                break;
            default:
                base.WriteValue(setting, writer);
                break;
        }
    }
}
