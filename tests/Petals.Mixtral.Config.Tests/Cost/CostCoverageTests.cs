namespace Petals.Mixtral.Config.Tests.Cost;

/// <summary>Every public method and property has a budget, or a reason why it needs none.</summary>
public sealed class CostCoverageTests
{
    private const string Stored = "A property returns a stored value.";
    private const string Constant = "It computes from a fixed number of numbers.";
    private const string Forwards = "It forwards to a member that has a budget.";
    private const string Twin = "The asynchronous twin runs the code of the synchronous method.";
    private const string Lazy = "It creates an item when the caller requests it.";
    private const string Network = "The Hub's answers are limited in size and time.";
    private const string Caller = "The caller creates its argument.";

    /// <summary>Patterns of members, with <c>*</c>, and why they need no budget.</summary>
    private static readonly Dictionary<string, string> Reasons = new()
    {
        ["*Exception.*"] = Stored,
        ["I*Config.*"] = Forwards,
        ["PretrainedConfig.*"] = Stored,
        ["MixtralConfig.*"] = Stored,
        ["MixtralConfig.FromPretrainedAsync"] = Twin,
        ["ClientConfig.*"] = Stored,
        ["PTuneConfig.*"] = Stored,
        ["LMHeadConfig.*"] = Stored,
        ["DistributedMixtralConfig.*Async"] = Twin,
        ["DistributedMixtralConfig.Get*"] = Constant,
        ["DistributedMixtralConfig.ResolveBlockDtype"] = Constant,
        ["DistributedMixtralConfig.TryPlanBlocks"] = Constant,
        ["ConfigExtensions.*"] = Forwards,
        ["AutoDistributedConfig.FromPretrainedAsync"] = Twin,
        ["DistributedConfigRegistry.*"] = Caller,
        ["ModelConfigFile.*"] = Stored,
        ["ModelResolution.*"] = Stored,
        ["ResolutionVariable.*"] = Stored,
        ["ConfigSetting.*"] = Stored,
        ["ConfigFailure.*"] = Stored,
        ["SettingDifference.*"] = Stored,
        ["SearchedPlace.*"] = Stored,
        ["PublicInitialPeers.*"] = Stored,
        ["PretrainedLoadOptions.*"] = Stored,
        ["ConfigEnvironment.*"] = Caller,
        ["TokenIds.*"] = Lazy,
        ["TorchDtype.*"] = Stored,
        ["TextJsonConverter`1.*"] = Forwards,
        ["DistributedMixtralOptions.Build*"] = "The container calls it.",
        ["DistributedMixtralConfigServiceCollectionExtensions.AddKeyedDistributedMixtralConfig"] = Forwards,
        ["ConfigReloads.*"] = Stored,
        ["FailedReload.*"] = Stored,
        ["WrappedMixtralBlock.*"] = Lazy,
        ["MixtralAttention.*"] = Constant,
        ["TensorSpec.*"] = Constant,
        ["TensorPlacement.*"] = Stored,
        ["BlockPlan.*"] = Stored,
        ["BlockPlanOptions.*"] = Stored,
        ["ModuleUid.*"] = Stored,
        ["Hub*.*"] = Network,
        ["DownloadProgress.*"] = Stored,
        ["CheckpointIndex.*"] = Stored,
        ["CheckpointDownload.*"] = Network,
        ["CheckpointFinding.*"] = Stored,
        ["CheckpointReport.*"] = Stored,
        ["SafetensorsHeader.*"] = Stored,
        ["SafetensorsTensor.*"] = Stored,
        ["SafetensorsFile.*"] = "It reads the header, as SafetensorsHeader.Read does.",
        ["StoredTensor.*"] = "It reads the values that it returns.",
        ["CheckpointTensors.*"] = "It opens shards, as SafetensorsHeader.Read does.",
    };

    private static readonly string[] Members =
    [
        .. ((Assembly[])[typeof(DistributedMixtralConfig).Assembly, typeof(CheckpointIndex).Assembly])
            .SelectMany(assembly => assembly.ExportedTypes)
            .Where(type => !type.IsEnum && !type.Name.StartsWith('<'))
            .SelectMany(MembersOf)
            .Distinct(),
    ];

    /// <summary>The properties that forward to the parts, and those of options, return stored values.</summary>
    private static readonly string[] Properties =
    [
        .. ((Type[])[typeof(DistributedMixtralConfig), typeof(DistributedMixtralOptions)]).SelectMany(type =>
            type.GetProperties().Select(property => $"{type.Name}.{property.Name}")
        ),
    ];

    private static readonly string[] Covered =
    [
        .. CostedOperations.All.SelectMany(operation => operation.Covers).Distinct(),
    ];

    [Fact]
    public void Every_public_member_has_a_budget_or_a_reason_why_it_needs_none() =>
        Members
            .Except(Covered)
            .Except(Properties)
            .Where(member => !Reasons.Keys.Any(pattern => Matches(member, pattern)))
            .Should()
            .BeEmpty();

    [Fact]
    public void Every_budget_and_every_reason_is_about_a_public_member()
    {
        Covered.Except(Members).Should().BeEmpty();
        Reasons.Keys.Where(pattern => !Members.Any(member => Matches(member, pattern))).Should().BeEmpty();
    }

    [Fact]
    public void A_method_that_takes_a_text_or_reads_a_file_needs_a_budget() =>
        Members
            .Where(member =>
                Regex.IsMatch(
                    member,
                    @"\.(FromJson|FromPretrained|Load|Read|Parse|Verify|Bind|Update|UpdateFromString)\z"
                )
            )
            .Except(Covered)
            .Should()
            .BeEquivalentTo("TextJsonConverter`1.Read");

    /// <summary>The methods of a type and its properties.</summary>
    private static IEnumerable<string> MembersOf(Type type)
    {
        const BindingFlags own =
            BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;
        return type.GetMethods(own)
            .Where(method => !method.IsSpecialName && !method.Name.StartsWith('<'))
            .Select(method => $"{type.Name}.{method.Name}")
            .Concat(type.GetProperties(own).Select(property => $"{type.Name}.{property.Name}"));
    }

    private static bool Matches(string member, string pattern)
    {
        string regex = Regex.Escape(pattern).Replace(@"\*", ".*");
        return Regex.IsMatch(member, $@"\A{regex}\z");
    }
}
