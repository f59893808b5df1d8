using System.Text.Json;
using System.Text.Json.Serialization;
using Petals.Mixtral.Config;
using Petals.Mixtral.Config.AotSmoke;
using Petals.Mixtral.Config.Hub;

string hub = args[0];
string directory = Directory.CreateTempSubdirectory("aot-smoke-").FullName;
var checks = new Checks();
var options = new PretrainedLoadOptions { CacheDirectory = hub };

var cached = DistributedMixtralConfig.FromPretrained("mistralai/Mixtral-8x7B-v0.1", options: options);
checks.That("a cached model has its prefix", cached.DhtPrefix == "mistralai/Mixtral-8x7B-v0-1");
checks.That("a cached model has its commit", cached.CommitHash == new HubCache(hub).TryGetCommit("mistralai/Mixtral-8x7B-v0.1"));
checks.That("derived values are there", cached is { EffectiveHeadDim: 128, AttentionGroups: 4, NumLabels: 2 });

DistributedMixtralConfig changed = cached with { MaxRetries = 3, InitialPeers = ["/ip4/127.0.0.1/tcp/1/p2p/Qm"] };
changed.SavePretrained(directory);
DistributedMixtralConfig loaded = await DistributedMixtralConfig.FromPretrainedAsync(directory);
checks.That("a saved config is loaded as it was", loaded.ToJsonString() == changed.ToJsonString());
checks.That("a copy is not its original", changed != cached && cached.MaxRetries is null);
checks.That("an update takes a JSON key", loaded.Update("pre_seq_len", JsonElement.Parse("16")).PreSeqLen == 16);

string json = JsonSerializer.Serialize(new Server(loaded), ServerContext.Default.Server);
checks.That("a config stands in a larger object", JsonSerializer.Deserialize(json, ServerContext.Default.Server)?.Config.InitialPeers.Count == 1);
checks.That("an error is this library's own", Throws<ConfigFormatException>(() => DistributedMixtralConfig.FromJson("{\"hidden_size\": \"x\"}")));
checks.That("printing works", loaded.ToString().Contains("MaxRetries = 3", StringComparison.Ordinal));

string cache = Path.Combine(directory, "cache");
using var hubOfOneFile = new SmallHub(cached.ToJsonString());
using var http = new HttpClient(hubOfOneFile);
PretrainedLoadOptions asking = options with { CacheDirectory = cache, HttpClient = http };
DistributedMixtralConfig downloaded = await DistributedMixtralConfig.FromPretrainedAsync("acme/new.model", options: asking);
checks.That("a model that is not cached is downloaded, after a retry", downloaded.DhtPrefix == "acme/new-model" && downloaded.HiddenSize == cached.HiddenSize);
checks.That("what was downloaded is whole", new HubCache(cache).Verify("acme/new.model") is { Intact: 1, Damaged: [] });
checks.That("a blocking call downloads too", DistributedMixtralConfig.FromPretrained("acme/other", options: asking).CommitHash == SmallHub.Commit);
checks.That("what may not be asked is not asked", Throws<ConfigNotFoundException>(() => DistributedMixtralConfig.FromPretrained("acme/none", options: asking with { LocalFilesOnly = true })));

Directory.Delete(directory, recursive: true);
return checks.Report();

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
