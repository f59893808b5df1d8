namespace Petals.Mixtral.Config.Tests.Support;

/// <summary>Responds as a Hub that has the model of the fixtures with weights.</summary>
internal sealed class CheckpointHub
{
    private readonly string _folder = Fixtures.Path(
        "hub",
        $"models--{MicroModel.Repo.Replace("/", "--", StringComparison.Ordinal)}",
        "snapshots",
        "31c7000000000000000000000000000000000001"
    );

    /// <summary>The commit of main, which a test moves.</summary>
    public string Commit { get; set; } = HubCacheBuilder.Commit;

    public long SizeOf(string file) => new FileInfo(Path.Combine(_folder, file)).Length;

    public async Task<bool> AnswerAsync(HttpContext context)
    {
        string path = context.Request.Path.Value!;
        context.Response.Headers["X-Repo-Commit"] = Commit;
        if (path.StartsWith($"/api/models/{MicroModel.Repo}/tree/", StringComparison.Ordinal))
        {
            IEnumerable<string> entries = Directory
                .GetFiles(_folder)
                .Select(file =>
                    $$"""{"type": "file", "oid": "x", "size": {{new FileInfo(file).Length}}, "path": "{{Path.GetFileName(
                        file
                    )}}"}"""
                );
            await context.Response.WriteAsync($"[{string.Join(",", entries)}]");
            return true;
        }

        string name = path.Split('/')[^1];
        string? local = Directory.GetFiles(_folder).SingleOrDefault(file => Path.GetFileName(file) == name);
        if (local is null)
        {
            return false;
        }

        byte[] bytes = await File.ReadAllBytesAsync(local);
        string revision = path.Split('/')[^2];
        await new HubContent(
            bytes,
            revision == "main" ? Commit : revision,
            Convert.ToHexStringLower(SHA256.HashData(bytes))
        ).SendAsync(context);
        return true;
    }
}
