namespace Petals.Mixtral.Config.Tests.Support;

/// <summary>Compares a text with a file of the repository. A difference is written to a file that can be
/// copied.</summary>
internal static class ApprovedFile
{
    /// <param name="path">The path of the file in the repository.</param>
    /// <param name="approved">Its content.</param>
    /// <param name="received">The text that it should be.</param>
    public static void ShouldBe(string path, string approved, string received)
    {
        // The folder of the test program may be read-only.
        string copy = Path.Combine(Path.GetTempPath(), $"received-{Path.GetFileName(path)}");
        if (approved.ReplaceLineEndings("\n") != received)
        {
            File.WriteAllText(copy, received);
        }

        received.Should().Be(approved.ReplaceLineEndings("\n"), "to approve it, copy '{0}' to {1}", copy, path);
    }
}
