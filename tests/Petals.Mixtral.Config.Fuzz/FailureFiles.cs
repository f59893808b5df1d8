using Petals.Mixtral.Config.Fuzz.Engine;

namespace Petals.Mixtral.Config.Fuzz;

/// <summary>Keeps each input that fails as a file.</summary>
internal sealed class FailureFiles(DirectoryInfo directory)
{
    public void Write(Failure failure)
    {
        directory.Create();
        string name =
            $"{failure.Target}-{Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(failure.Input))[..12]}";
        string path = Path.Combine(directory.FullName, name);
        File.WriteAllBytes(path, failure.Input);
        File.WriteAllText($"{path}.txt", failure.Description);
        Console.WriteLine(
            $"FAILED {failure.Target}: {failure.Description.Split('\n')[0]}\n  once more: --replay {path}"
        );
    }
}
