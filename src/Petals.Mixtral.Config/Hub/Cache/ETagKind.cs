namespace Petals.Mixtral.Config.Hub.Cache;

/// <summary>What an entity tag is a hash of.</summary>
internal enum ETagKind
{
    /// <summary>A mirror's own tag, which cannot be checked.</summary>
    Opaque,

    /// <summary>Git's object hash: SHA-1 of <c>blob {size}\0</c> and the content.</summary>
    GitBlob,

    /// <summary>SHA-256 of the content.</summary>
    Sha256,
}
