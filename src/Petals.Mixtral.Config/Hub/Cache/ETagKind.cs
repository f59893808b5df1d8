namespace Petals.Mixtral.Config.Hub.Cache;

/// <summary>What an entity tag is a hash of.</summary>
internal enum ETagKind
{
    /// <summary>Nothing that can be checked: a mirror's own.</summary>
    Opaque,

    /// <summary>SHA-1 of <c>blob {size}\0</c> and the content, as git names it.</summary>
    GitBlob,

    /// <summary>SHA-256 of the content.</summary>
    Sha256,
}
