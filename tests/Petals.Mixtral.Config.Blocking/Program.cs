using Petals.Mixtral.Config;
using Petals.Mixtral.Config.Blocking;

// Arguments: pool, models (a pool, and a model of its own for each call) or context; the number of calls; the endpoint;
// the cache directory; a local model; the seconds for a download, and those for an answer. The output is a line per
// call: its name, and the error with which it ended.
int calls = int.Parse(args[1], CultureInfo.InvariantCulture);
var variables = new Dictionary<string, string>
{
    ["HF_HUB_ETAG_TIMEOUT"] = args[6],
    ["HF_HUB_DOWNLOAD_TIMEOUT"] = args[6],
};
var options = new PretrainedLoadOptions
{
    Endpoint = new Uri(args[2]),
    CacheDirectory = args[3],
    DownloadTimeout =
        args[5] == "none"
            ? Timeout.InfiniteTimeSpan
            : TimeSpan.FromSeconds(double.Parse(args[5], CultureInfo.InvariantCulture)),
    Environment = ConfigEnvironment.Create(variables),
};
using var ended = new CountdownEvent(calls);
if (args[0] != "context")
{
    if (!ThreadPool.SetMinThreads(1, 1) || !ThreadPool.SetMaxThreads(4, 4))
    {
        throw new InvalidOperationException("The thread pool cannot be limited; set DOTNET_PROCESSOR_COUNT to 2.");
    }

    for (int i = 0; i < calls; i++)
    {
        ThreadPool.UnsafeQueueUserWorkItem(Call, Operation(i), preferLocal: false);
    }

    ended.Wait();
}
else
{
    SynchronizationContext.SetSynchronizationContext(new NeverPumped());
    for (int i = 0; i < calls; i++)
    {
        Call(Operation(i));
    }
}

(string Name, Action Run) Operation(int call)
{
    string repo = args[0] == "models" ? $"acme/tiny{call}" : "acme/tiny";
    IReadOnlyList<(string Name, Action Run)> operations = new Operations(options, repo, args[4]).All;
    return operations[call % operations.Count];
}

void Call((string Name, Action Run) operation)
{
    string result = "no error";
    try
    {
        operation.Run();
    }
#pragma warning disable CA1031 // Do not catch every exception: the test judges it.
    catch (Exception exception)
    {
        result = $"{exception.GetType().Name}: {exception.Message.ReplaceLineEndings(" ")}";
    }
#pragma warning restore CA1031

    lock (ended)
    {
        Console.Out.WriteLine($"{operation.Name}: {result}");
    }

    ended.Signal();
}
