using System.Text.Json;
using Petals.Mixtral.Config.Fuzz.Engine;

namespace Petals.Mixtral.Config.Fuzz.Targets;

/// <summary>Checks what must work with every config that the library accepts.</summary>
internal static class AcceptedConfig
{
    private static readonly DistributedMixtralConfig Usual = new();
    private static readonly JsonSerializerOptions DeepJson = new() { MaxDepth = 1000 };

    public static void Use(DistributedMixtralConfig config)
    {
        if (config.Id2Label.Count > LabelCount.Many)
        {
            return;
        }

        RoundTrip(config);
        BrokenPromiseException.ThrowUnless(
            JsonSerializer.Deserialize<DistributedMixtralConfig>(JsonSerializer.Serialize(config), DeepJson)
                is not null,
            "System.Text.Json reads what it wrote."
        );
        BrokenPromiseException.ThrowUnless(
            config.ToString().Length > 0 && config.DescribeSettings().Count > 0,
            "A config can be described."
        );
        foreach (ConfigFailure failure in config.Validate())
        {
            BrokenPromiseException.ThrowUnless(!failure.ToString().Any(char.IsControl), "A failure is one line.");
        }

        Derive(config);
    }

    public static void Use(MixtralConfig config)
    {
        if (config.Id2Label.Count > LabelCount.Many)
        {
            return;
        }

        string text = MixtralConfig.FromJson(config.ToJsonString()).ToJsonString();
        BrokenPromiseException.ThrowUnless(
            MixtralConfig.FromJson(text).ToJsonString() == text,
            "What was written of a model reads as the same."
        );
    }

    /// <summary>
    /// The same for a changed config. Its text may read as a different config, because Python omits values that equal
    /// the default of the class. What is read from that text must be stable.
    /// </summary>
    public static void UseChanged(DistributedMixtralConfig config)
    {
        if (config.Id2Label.Count <= LabelCount.Many)
        {
            Use(DistributedMixtralConfig.FromJson(config.ToJsonString()));
        }
    }

    private static void RoundTrip(DistributedMixtralConfig config)
    {
        // Python omits the default labels, even if label2id differs, and recreates the default one when it reads. It
        // also omits the default label2id beside other labels, and then reads null.
        bool hasUsualHalf = config.Id2Label.Equals(Usual.Id2Label) || Usual.Label2Id!.Equals(config.Label2Id);
        config = hasUsualHalf ? DistributedMixtralConfig.FromJson(config.ToJsonString()) : config;
        string text = config.ToJsonString();
        DistributedMixtralConfig again = DistributedMixtralConfig.FromJson(text);
        BrokenPromiseException.ThrowUnless(
            again.ToJsonString() == text,
            "What was written is written again as the same."
        );

        // As in Python, these two and some extra attributes are not written as they were read.
        DistributedMixtralConfig comparable = config with
        {
            TransformersVersion = again.TransformersVersion,
            NameOrPath = again.NameOrPath,
            ExtraAttributes = again.ExtraAttributes,
        };
        BrokenPromiseException.ThrowUnless(
            comparable == again && comparable.GetHashCode() == again.GetHashCode(),
            "What was written is equal to what was read."
        );

        string full = config.ToJsonString(useDiff: false);
        BrokenPromiseException.ThrowUnless(
            DistributedMixtralConfig.FromJson(full).ToJsonString(useDiff: false) == full,
            "What was written whole is written again as the same."
        );
    }

    /// <summary>Values derived from the settings: a number, or an error with the reason.</summary>
    private static void Derive(DistributedMixtralConfig config)
    {
        try
        {
            _ = config.Blocks.Count;
            _ = config.ShouldShowRoute(RoutingMode.MaxThroughput);
            _ = config.GetRetryDelay(3);
            _ = config.IsRetryDue(3);
            _ = config.GetModuleUid(0);
            _ = config.ParameterCount;
            _ = config.PlanBlocks(24L << 30);
            _ = config.PromptTensors.Count;
        }
        catch (PretrainedConfigException)
        {
            // The sizes are invalid, or the config has no prefix.
        }
    }
}
