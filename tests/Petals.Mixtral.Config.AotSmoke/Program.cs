using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Petals.Mixtral.Config;
using Petals.Mixtral.Config.AotSmoke;
using Petals.Mixtral.Config.Hub;

string hub = args[0];
string directory = Directory.CreateTempSubdirectory("aot-smoke-").FullName;
var checks = new Checks();
var options = new PretrainedLoadOptions { CacheDirectory = hub };

var cached = DistributedMixtralConfig.FromPretrained("mistralai/Mixtral-8x7B-v0.1", options: options);
checks.That("a cached model has its prefix", cached.DhtPrefix == "mistralai/Mixtral-8x7B-v0-1");
checks.That(
    "a cached model has its commit",
    cached.CommitHash == new HubCache(hub).TryGetCommit("mistralai/Mixtral-8x7B-v0.1")
);
checks.That("derived values are there", cached is { EffectiveHeadDim: 128, AttentionGroups: 4, NumLabels: 2 });
BlockChecks.Run(checks, cached, options);

DistributedMixtralConfig changed = cached with { MaxRetries = 3, InitialPeers = [PublicInitialPeers.All[0]] };
changed.SavePretrained(directory);
DistributedMixtralConfig loaded = await DistributedMixtralConfig.FromPretrainedAsync(directory);
checks.That("a saved config is loaded as it was", loaded.ToJsonString() == changed.ToJsonString());
checks.That("a copy is not its original", changed != cached && cached.MaxRetries is null);
checks.That("an update takes a JSON key", loaded.Update("pre_seq_len", JsonElement.Parse("16")).PreSeqLen == 16);

string json = JsonSerializer.Serialize(new Server(loaded), ServerContext.Default.Server);
checks.That(
    "a config is a part of a larger object",
    JsonSerializer.Deserialize(json, ServerContext.Default.Server)?.Config.InitialPeers.Count == 1
);
checks.That(
    "an error is this library's own",
    Throws<ConfigFormatException>(() => DistributedMixtralConfig.FromJson("{\"hidden_size\": \"x\"}"))
);
checks.That("printing works", loaded.ToString().Contains("MaxRetries = 3", StringComparison.Ordinal));

string cache = Path.Combine(directory, "cache");
using var hubOfOneFile = new SmallHub(cached.ToJsonString());
using var http = new HttpClient(hubOfOneFile);
PretrainedLoadOptions asking = options with { CacheDirectory = cache, HttpClient = http };
DistributedMixtralConfig downloaded = await DistributedMixtralConfig.FromPretrainedAsync(
    "acme/new.model",
    options: asking
);
checks.That(
    "a model that is not cached is downloaded, after a retry",
    downloaded.DhtPrefix == "acme/new-model" && downloaded.HiddenSize == cached.HiddenSize
);
checks.That(
    "a blocking call downloads too",
    DistributedMixtralConfig.FromPretrained("acme/other", options: asking).CommitHash == SmallHub.Commit
);
checks.That(
    "offline mode sends no request",
    Throws<ConfigNotFoundException>(() =>
        DistributedMixtralConfig.FromPretrained("acme/none", options: asking with { LocalFilesOnly = true })
    )
);

string settings = Path.Combine(directory, "appsettings.json");
File.WriteAllText(
    settings,
    $$"""
    {"Petals": {"ModelNameOrPath": "mistralai/Mixtral-8x7B-v0.1", "CacheDirectory": "{{Path.GetFullPath(hub)}}",
      "Client": {"RequestTimeout": "00:01:30", "ConnectTimeout": 2.5, "AllowedServers": [], "MaxRetries": 1}, "PTune": {"PreSeqLen": 16, "TuningMode": "deep_ptune"} } }
    """
);
Environment.SetEnvironmentVariable("Petals__Client__MaxRetries", "3");
HostApplicationBuilder builder = Host.CreateApplicationBuilder(
    new HostApplicationBuilderSettings { ContentRootPath = directory, Args = ["--Petals:Model:RopeTheta=1e4"] }
);
builder.Logging.ClearProviders();
builder.Services.AddDistributedMixtralConfig(builder.Configuration.GetSection("Petals"));
builder.Services.AddKeyedDistributedMixtralConfig(
    "copy",
    directory,
    named => named.Customize = config => config with { UseChunkedForward = ChunkedForward.Always }
);
using IHost host = builder.Build();
await host.StartAsync();
DistributedMixtralConfig bound = host.Services.GetRequiredService<DistributedMixtralConfig>();
checks.That(
    "options are bound from JSON",
    bound is { AllowedServers: [], PreSeqLen: 16, TuningMode: TuningMode.DeepPTune }
        && bound.RequestTimeout == TimeSpan.FromSeconds(90)
);
checks.That("options are bound from a variable and the command line", bound is { MaxRetries: 3, RopeTheta: 10000 });
checks.That(
    "a named config is a keyed service",
    host.Services.GetRequiredKeyedService<DistributedMixtralConfig>("copy").UseChunkedForward == ChunkedForward.Always
);
IOptionsMonitor<DistributedMixtralConfig> monitor = host.Services.GetRequiredService<
    IOptionsMonitor<DistributedMixtralConfig>
>();
Change(settings, "2.5", "7");
checks.That(
    "a change is taken",
    monitor.CurrentValue.ConnectTimeout == TimeSpan.FromSeconds(7)
        && host.Services.GetRequiredService<IOptions<DistributedMixtralConfig>>().Value == bound
);
Change(settings, "\"ConnectTimeout\"", "\"ConnectTimeoutt\"");
checks.That("a broken change is not", monitor.CurrentValue.ConnectTimeout == TimeSpan.FromSeconds(7));
await host.StopAsync();

checks.That("a valid config breaks no rule", bound.EnsureValid().Validate().Count == 0);
checks.That(
    "an invalid one breaks each that it breaks",
    (bound with { HiddenSize = 0, DhtPrefix = "a.b", InitialPeers = [] }).Validate().Count == 3
);
bound.SavePretrained(Path.Combine(directory, "bound"));
checks.That(
    "the model type names the type",
    AutoDistributedConfig.FromPretrained(Path.Combine(directory, "bound")) is DistributedMixtralConfig { MaxRetries: 3 }
);

Directory.Delete(directory, recursive: true);
return checks.Report();

// A file watcher would report the change only after a while.
void Change(string file, string old, string replacement)
{
    File.WriteAllText(file, File.ReadAllText(file).Replace(old, replacement, StringComparison.Ordinal));
    ((IConfigurationRoot)builder.Configuration).Reload();
}

static bool Throws<TException>(Action action)
    where TException : Exception
{
    try
    {
        action();
        return false;
    }
    catch (TException)
    {
        return true;
    }
}

internal sealed record Server(DistributedMixtralConfig Config);

[JsonSerializable(typeof(Server))]
internal sealed partial class ServerContext : JsonSerializerContext;
