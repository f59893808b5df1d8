using System.IO.MemoryMappedFiles;

namespace Petals.Mixtral.Config.Fuzz;

/// <summary>The input that is being executed, in a mapped file that survives the process.</summary>
internal sealed class CurrentInput(string path) : IDisposable
{
    private const int NameLength = 16;
    private const int Size = 1 << 20;
    private readonly MemoryMappedFile _file = MemoryMappedFile.CreateFromFile(path, FileMode.Create, null, Size);
    private MemoryMappedViewAccessor? _view;

    public void Write(string target, byte[] input)
    {
        _view ??= _file.CreateViewAccessor();
        byte[] name = Encoding.ASCII.GetBytes(target.PadRight(NameLength));
        _view.WriteArray(0, name, 0, name.Length);
        _view.Write(NameLength, Math.Min(input.Length, Size - NameLength - sizeof(int)));
        _view.WriteArray(NameLength + sizeof(int), input, 0, Math.Min(input.Length, Size - NameLength - sizeof(int)));
    }

    public static (string Target, byte[] Input) Read(string path)
    {
        using var reader = new BinaryReader(File.OpenRead(path), Encoding.ASCII);
        return (Encoding.ASCII.GetString(reader.ReadBytes(NameLength)).Trim(), reader.ReadBytes(reader.ReadInt32()));
    }

    public void Dispose()
    {
        _view?.Dispose();
        _file.Dispose();
    }
}
