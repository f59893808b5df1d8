using System.Runtime.CompilerServices;

namespace Petals.Mixtral.Config.Tests.Support;

/// <summary>Takes from the test process every variable that the library reads, so that no test depends on the machine it runs on.</summary>
internal static class CleanEnvironment
{
    [ModuleInitializer]
    [System.Diagnostics.CodeAnalysis.SuppressMessage("Usage", "CA2255", Justification = "It must run before any test.")]
    internal static void Clear()
    {
        foreach (string name in (string[])["TRANSFORMERS_CACHE", "HF_HUB_CACHE", "HUGGINGFACE_HUB_CACHE", "HF_HOME", "XDG_CACHE_HOME", "PETALS_MAX_RETRIES"])
        {
            Environment.SetEnvironmentVariable(name, null);
        }

        Environment.SetEnvironmentVariable("HOME", Path.Combine(Path.GetTempPath(), "no-home-of-the-tests"));
    }
}
