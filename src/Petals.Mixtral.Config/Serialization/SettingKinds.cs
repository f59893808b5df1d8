namespace Petals.Mixtral.Config.Serialization;

/// <summary>What kind of setting each is.</summary>
internal static class SettingKinds
{
    /// <summary>The class that the setting belongs to.</summary>
    public static ConfigPart Part(this Setting setting) =>
        setting switch
        {
            Setting.InitialPeers
            or Setting.DhtPrefix
            or Setting.DaemonStartupTimeout
            or Setting.ShowRoute
            or Setting.AllowedServers
            or Setting.BlockedServers
            or Setting.UseServerToServer
            or Setting.ConnectTimeout
            or Setting.RequestTimeout
            or Setting.UpdatePeriod
            or Setting.MaxRetries
            or Setting.MinBackoff
            or Setting.MaxBackoff
            or Setting.BanTimeout
            or Setting.ActiveAdapter
            or Setting.MaxPinged
            or Setting.PingTimeout => ConfigPart.Client,
            Setting.PreSeqLen or Setting.TuningMode => ConfigPart.PTune,
            Setting.UseChunkedForward or Setting.ChunkedForwardStep => ConfigPart.LMHead,
            Setting.VocabSize
            or Setting.HiddenSize
            or Setting.IntermediateSize
            or Setting.NumHiddenLayers
            or Setting.NumAttentionHeads
            or Setting.NumKeyValueHeads
            or Setting.HeadDim
            or Setting.HiddenAct
            or Setting.MaxPositionEmbeddings
            or Setting.InitializerRange
            or Setting.RmsNormEps
            or Setting.UseCache
            or Setting.RopeTheta
            or Setting.SlidingWindow
            or Setting.AttentionDropout
            or Setting.NumExpertsPerTok
            or Setting.NumLocalExperts
            or Setting.NumExperts
            or Setting.OutputRouterLogits
            or Setting.RouterAuxLossCoef
            or Setting.RouterJitterNoise => ConfigPart.Mixtral,
            _ => ConfigPart.Pretrained,
        };

    /// <summary>Whether the setting is one of Petals' own, which a <see cref="MixtralConfig"/> by itself does not
    /// know.</summary>
    public static bool IsPetals(this Setting setting) =>
        setting.Part() is ConfigPart.Client or ConfigPart.PTune or ConfigPart.LMHead || setting.IsClassAttribute();

    /// <summary>Whether the key is never written: Python drops it, or it is a class attribute, or another key says the
    /// same.</summary>
    public static bool IsNeverWritten(this Setting setting) =>
        setting.IsClassAttribute()
        || setting
            is Setting.CommitHash
                or Setting.AttnImplementation
                or Setting.PrivateAttnImplementation
                or Setting.AttnImplementationInternal
                or Setting.AutoClass
                or Setting.XlaDevice
                or Setting.NameOrPathWithoutUnderscore
                or Setting.NumLabels;

    /// <summary>Whether the key is transformers 5's name for another setting: written only where it stood in the
    /// file.</summary>
    public static bool IsNewerSpelling(this Setting setting) => setting is Setting.Dtype or Setting.NumExperts;

    /// <summary>The setting that another name stands for; a setting that has no other name is its own.</summary>
    public static Setting Primary(this Setting setting) =>
        setting switch
        {
            Setting.Dtype => Setting.TorchDtype,
            Setting.NumExperts => Setting.NumLocalExperts,
            Setting.NameOrPathWithoutUnderscore => Setting.NameOrPath,
            _ => setting,
        };

    /// <summary>Whether the setting is an attribute of Petals' class, which no file and no caller changes.</summary>
    public static bool IsClassAttribute(this Setting setting) =>
        setting is Setting.BlockClass or Setting.AttnClass or Setting.BlockPrefix or Setting.NumKeyValueGroups;
}
