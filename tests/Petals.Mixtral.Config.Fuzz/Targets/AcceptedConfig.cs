using System.Text.Json;
using Petals.Mixtral.Config.Fuzz.Engine;

namespace Petals.Mixtral.Config.Fuzz.Targets;

/// <summary>What must work with every config, however strange, that the library took.</summary>
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
    /// The same for a config that was changed. What is written of it need not read as the same, since Python's rule
    /// leaves out what has the default of its class, and not what it would read as; what was read must.
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
        // Python leaves out the usual labels, but not an inverse of its own that they have, and makes the usual one
        // again when it reads that. It leaves out the usual inverse of other labels too, and then reads that there is
        // none.
        bool hasUsualHalf = config.Id2Label.Equals(Usual.Id2Label) || Usual.Label2Id!.Equals(config.Label2Id);
        config = hasUsualHalf ? DistributedMixtralConfig.FromJson(config.ToJsonString()) : config;
        string text = config.ToJsonString();
        DistributedMixtralConfig again = DistributedMixtralConfig.FromJson(text);
        BrokenPromiseException.ThrowUnless(
            again.ToJsonString() == text,
            "What was written is written again as the same."
        );

        // These two are not written as they were read, and of the extra attributes not all are, which is Python's way.
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

    /// <summary>What follows from the settings: a number, or an error that says why there is none.</summary>
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
            // Sizes that make no model, or a config without a prefix.
        }
    }
}
