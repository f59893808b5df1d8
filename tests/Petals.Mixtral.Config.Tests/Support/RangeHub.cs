using Microsoft.Net.Http.Headers;

namespace Petals.Mixtral.Config.Tests.Support;

/// <summary>A repo on a Hub that sends ranges of its files and counts the bytes.</summary>
internal sealed class RangeHub
{
    public const string Repo = "acme/ranged";
    private const int BlockSize = 64 * 1024;
    private const int MaxHashed = 1024 * 1024;
    private long _sent;

    /// <summary>The files by their path in the repo. Sparse content is a file on disk.</summary>
    public Dictionary<string, string> Files { get; } = [];

    /// <summary>Sizes in the list of files that differ from those of the files.</summary>
    public Dictionary<string, long> ListedSizes { get; } = [];

    /// <summary>The commit of main, which a test moves.</summary>
    public string Commit { get; set; } = HubCacheBuilder.Commit;

    public long Sent => Interlocked.Read(ref _sent);

    public void Add(string directory)
    {
        foreach (string file in Directory.GetFiles(directory))
        {
            Files[Path.GetFileName(file)] = file;
        }
    }

    public async Task<bool> AnswerAsync(HttpContext context)
    {
        string path = context.Request.Path.Value!;
        string[] parts = path.Split('/');
        context.Response.Headers["X-Repo-Commit"] = parts.ElementAtOrDefault(4) is { Length: 40 } commit
            ? commit
            : Commit;
        if (path.StartsWith($"/api/models/{Repo}/tree/", StringComparison.Ordinal))
        {
            string list = $"[{string.Join(",", Files.Select(file => Describe(file.Key, file.Value)))}]";
            Interlocked.Add(ref _sent, list.Length);
            await context.Response.WriteAsync(list);
            return true;
        }

        string name = string.Join('/', parts.Skip(5));
        if (!Files.TryGetValue(name, out string? local))
        {
            return false;
        }

        await using FileStream content = File.OpenRead(local);
        context.Response.Headers.ETag = $"\"{HashOf(local)}\"";
        context.Response.ContentLength = content.Length;
        if (context.Request.Method == "HEAD")
        {
            return true;
        }

        long count = content.Length;
        if (context.Request.GetTypedHeaders().Range?.Ranges.Single() is { } range)
        {
            (long from, long to) = (range.From!.Value, Math.Min(range.To!.Value, content.Length - 1));
            if (from >= content.Length)
            {
                context.Response.ContentLength = 0;
                context.Response.StatusCode = StatusCodes.Status416RangeNotSatisfiable;
                return true;
            }

            context.Response.StatusCode = StatusCodes.Status206PartialContent;
            context.Response.Headers.ContentRange = new ContentRangeHeaderValue(from, to, content.Length).ToString();
            context.Response.ContentLength = count = to - from + 1;
            content.Position = from;
        }

        byte[] part = new byte[count];
        await content.ReadExactlyAsync(part);
        foreach (byte[] block in part.Chunk(BlockSize)) // Wine does not end a write of many megabytes.
        {
            await context.Response.Body.WriteAsync(block);
        }

        Interlocked.Add(ref _sent, count);
        return true;
    }

    /// <summary>Hashes the content of small files only: tests never download a large one as a whole.</summary>
    private static string HashOf(string file) =>
        Convert.ToHexStringLower(
            SHA256.HashData(
                new FileInfo(file).Length > MaxHashed ? Encoding.UTF8.GetBytes(file) : File.ReadAllBytes(file)
            )
        );

    private string Describe(string path, string file)
    {
        long size = ListedSizes.GetValueOrDefault(path, new FileInfo(file).Length);
        return $$"""{"type": "file", "oid": "x", "size": {{size}}, "path": "{{path}}"}""";
    }
}
