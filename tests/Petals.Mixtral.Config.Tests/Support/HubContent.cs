namespace Petals.Mixtral.Config.Tests.Support;

/// <summary>A file of a Hub: its bytes, the commit, and its hash.</summary>
internal sealed record HubContent(byte[] Bytes, string Commit, string ETag)
{
    public static HubContent Of(string text, string commit = HubCacheBuilder.Commit)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(text);
        return new HubContent(bytes, commit, GitHash(bytes));
    }

    /// <summary>The hash by which git names a blob.</summary>
    public static string GitHash(byte[] bytes)
    {
#pragma warning disable CA5350 // Weak hash: it is git's.
        return Convert.ToHexStringLower(
            SHA1.HashData([.. Encoding.ASCII.GetBytes($"blob {bytes.Length}\0"), .. bytes])
        );
#pragma warning restore CA5350
    }

    public void Describe(HttpContext context)
    {
        context.Response.Headers["X-Repo-Commit"] = Commit;
        context.Response.Headers.ETag = $"\"{ETag}\"";
        context.Response.ContentLength = Bytes.Length;
    }

    public async Task SendAsync(HttpContext context)
    {
        if (context.Request.Headers.IfNoneMatch == $"\"{ETag}\"")
        {
            context.Response.StatusCode = StatusCodes.Status304NotModified;
            context.Response.Headers["X-Repo-Commit"] = Commit;
            return;
        }

        Describe(context);
        if (context.Request.Method == "GET")
        {
            await context.Response.Body.WriteAsync(Bytes);
        }
    }
}
