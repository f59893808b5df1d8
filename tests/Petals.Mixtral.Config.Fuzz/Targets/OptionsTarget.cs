using Microsoft.Extensions.Configuration;
using Petals.Mixtral.Config.Fuzz.Engine;
using Petals.Mixtral.Config.Fuzz.Mutation;

namespace Petals.Mixtral.Config.Fuzz.Targets;

/// <summary>The keys and values of a program's configuration, alternating.</summary>
internal sealed class OptionsTarget : IFuzzTarget
{
    private readonly ScratchDirectory _scratch = new();
    private readonly string _model;

    public OptionsTarget() => _model = _scratch.Write("config.json", Targets.Seeds.TinyConfig);

    public string Name => "options";

    public IReadOnlyList<byte[]> Seeds { get; } =
    [
        InputFields.Of(
            "ModelNameOrPath",
            "mistralai/Mixtral-8x7B-v0.1",
            "DhtPrefix",
            "my-swarm",
            "Client:MaxRetries",
            "3",
            "Client:RequestTimeout",
            "00:01:30"
        ),
        InputFields.Of(
            "Client:InitialPeers:0",
            "/ip4/10.0.0.1/tcp/31337/p2p/Qm",
            "Client:InitialPeers:1",
            "",
            "Client:ConnectTimeout",
            "2.5"
        ),
        InputFields.Of(
            "Model:HiddenSize",
            "64",
            "Model:EosTokenId:0",
            "2",
            "Model:RopeTheta",
            "1e6",
            "Model:TorchDtype",
            "bfloat16",
            "PTune:TuningMode",
            "ptune"
        ),
        InputFields.Of(
            "LMHead:UseChunkedForward",
            "auto",
            "Endpoint",
            "https://huggingface.co",
            "Revision",
            "main",
            "Token",
            "x",
            "LocalFilesOnly",
            "true"
        ),
        InputFields.Of(
            "Client:ShowRoute",
            "inference",
            "Client:BanTimeout",
            "1.00:00:00",
            "Client:MaxBackoff",
            "Infinity",
            "Client:AllowedServers",
            ""
        ),
    ];

    public IReadOnlyList<string> Words { get; } =
    [
        "ModelNameOrPath",
        "Revision",
        "CacheDirectory",
        "Subfolder",
        "ConfigFileName",
        "Token",
        "Endpoint",
        "LocalFilesOnly",
        "ForceDownload",
        "DownloadTimeout",
        "DhtPrefix",
        "Client",
        "PTune",
        "LMHead",
        "Model",
        ":",
        ":0",
        ":1",
        "Client:InitialPeers",
        "Client:MaxRetries",
        "Client:UpdatePeriod",
        "Client:AllowedServers",
        "Model:EosTokenId",
        "Model:NumHiddenLayers",
        "Model:PadTokenId",
        "Model:Architectures",
        "PTune:PreSeqLen",
        "LMHead:ChunkedForwardStep",
        "00:01:30",
        "deep_ptune",
    ];

    public AllocationLimit LimitOf(byte[] input) => new(1024 * 1024, 512);

    public object? Read(byte[] input)
    {
        string[] fields = InputFields.Split(input);
        var pairs = new Dictionary<string, string?>(StringComparer.OrdinalIgnoreCase);
        for (int i = 0; i + 1 < fields.Length; i += 2)
        {
            pairs[fields[i]] = fields[i + 1].Length == 0 ? null : fields[i + 1];
        }

        var options = new DistributedMixtralOptions();
        options.Bind(new ConfigurationBuilder().AddInMemoryCollection(pairs).Build());

        // Other targets test how the model is found.
        options.ModelNameOrPath = _model;
        options.Environment = ConfigEnvironment.Create(new Dictionary<string, string>());
        options.LocalFilesOnly = true;
        return options.Build();
    }

    public void Use(object accepted) => AcceptedConfig.UseChanged((DistributedMixtralConfig)accepted);

    public void Dispose() => _scratch.Dispose();
}
