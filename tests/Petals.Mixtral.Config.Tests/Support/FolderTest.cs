namespace Petals.Mixtral.Config.Tests.Support;

/// <summary>A test with a folder of its own.</summary>
public abstract class FolderTest : IDisposable
{
    private protected TempDirectory Folder { get; } = new();

    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    protected virtual void Dispose(bool disposing) => Folder.Dispose();
}
