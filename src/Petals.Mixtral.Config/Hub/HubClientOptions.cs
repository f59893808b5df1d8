using System.Text.Json.Serialization;
using Microsoft.Extensions.Logging;

namespace Petals.Mixtral.Config.Hub;

/// <summary>The server from which a <see cref="HubClient"/> downloads, and its cache. Every member is optional.</summary>
public sealed record HubClientOptions
{
    /// <inheritdoc cref="PretrainedLoadOptions.CacheDirectory"/>
    public string? CacheDirectory { get; init; }

    /// <inheritdoc cref="PretrainedLoadOptions.LocalFilesOnly"/>
    public bool LocalFilesOnly { get; init; }

    /// <inheritdoc cref="PretrainedLoadOptions.Token"/>
    [JsonIgnore]
    public string? Token { get; init; }

    /// <inheritdoc cref="PretrainedLoadOptions.Endpoint"/>
    public Uri? Endpoint { get; init; }

    /// <inheritdoc cref="PretrainedLoadOptions.HttpClient"/>
    public HttpClient? HttpClient { get; init; }

    /// <inheritdoc cref="PretrainedLoadOptions.LoggerFactory"/>
    public ILoggerFactory? LoggerFactory { get; init; }

    /// <inheritdoc cref="PretrainedLoadOptions.Environment"/>
    public ConfigEnvironment Environment
    {
        get;
        init => field = Required.NotNull(value);
    } = ConfigEnvironment.Process;

    private bool PrintMembers(StringBuilder builder)
    {
        builder.Append(null, $"CacheDirectory = {CacheDirectory}, LocalFilesOnly = {LocalFilesOnly}, ");
        builder.Append(
            null,
            $"Endpoint = {(Endpoint is { IsAbsoluteUri: true } uri ? $"{uri.Scheme}://{uri.Authority}" : null)}, "
        );
        builder.Append(null, $"Token = {(Token is null ? "none" : "given, not shown")}");
        return true;
    }
}
