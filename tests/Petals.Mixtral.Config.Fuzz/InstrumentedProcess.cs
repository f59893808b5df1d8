using System.Diagnostics;
using SharpFuzz;

namespace Petals.Mixtral.Config.Fuzz;

/// <summary>Starts this program from a copy of its folder in which the libraries count the branches they
/// take.</summary>
internal sealed class InstrumentedProcess : IDisposable
{
    private static readonly string[] Libraries = ["Petals.Mixtral.Config.dll", "Petals.Mixtral.Config.Checkpoints.dll"];

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("petals-mixtral-fuzz-");

    /// <summary>The file in which the process keeps its current input.</summary>
    public string CurrentPath => Path.Combine(_folder.FullName, "current");

    public int Run(IEnumerable<string> args, string currentOption)
    {
        foreach (string file in Directory.GetFiles(AppContext.BaseDirectory))
        {
            File.Copy(file, Path.Combine(_folder.FullName, Path.GetFileName(file)));
        }

        foreach (string library in Libraries)
        {
            _ = Fuzzer.Instrument(Path.Combine(_folder.FullName, library), _ => true, SharpFuzz.Options.Value).Count();
        }

        string program = Path.Combine(_folder.FullName, $"{typeof(InstrumentedProcess).Assembly.GetName().Name}.dll");
        using Process process = Process.Start(
            new ProcessStartInfo("dotnet", [program, .. args, currentOption, CurrentPath])
        )!;
        process.WaitForExit();
        return process.ExitCode;
    }

    public void Dispose() => _folder.Delete(recursive: true);
}
