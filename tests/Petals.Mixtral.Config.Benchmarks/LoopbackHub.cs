using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;

namespace Petals.Mixtral.Config.Benchmarks;

/// <summary>A Hub on this machine. Each of its files repeats one random block, so a large file needs little
/// memory.</summary>
internal sealed class LoopbackHub : IDisposable
{
    private const int BlockSize = 1024 * 1024;
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly Dictionary<string, (byte[] Block, long Size, string Hash)> _files = [];

    public LoopbackHub()
    {
        _listener.Start();
        new Thread(Run) { IsBackground = true }.Start();
    }

    public Uri Endpoint => new($"http://{_listener.LocalEndpoint}");

    public void Add(string name, long size)
    {
        byte[] block = RandomNumberGenerator.GetBytes(BlockSize);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        for (long sent = 0; sent < size; sent += BlockSize)
        {
            hash.AppendData(block);
        }

        _files[name] = (block, size, Convert.ToHexStringLower(hash.GetCurrentHash()));
    }

    public void Dispose() => _listener.Dispose();

    private void Run()
    {
        try
        {
            while (true)
            {
                Socket connection = _listener.AcceptSocket();
                new Thread(() => Answer(connection)) { IsBackground = true }.Start();
            }
        }
        catch (SocketException)
        {
            // The listener was disposed.
        }
    }

    private void Answer(Socket connection)
    {
        using (connection)
        {
            using var stream = new NetworkStream(connection);
            using var reader = new StreamReader(stream, leaveOpen: true);
            string[] request = reader.ReadLine()!.Split(' ');
            while (reader.ReadLine() is { Length: > 0 })
            {
                // The headers do not matter.
            }

            (byte[] block, long size, string hash) = _files[request[1].Split('/')[^1]];
            string headers =
                $"HTTP/1.1 200 OK\r\nX-Repo-Commit: {new string('0', 40)}\r\nETag: \"{hash}\"\r\n"
                + $"Content-Length: {size}\r\nConnection: close\r\n\r\n";
            stream.Write(Encoding.ASCII.GetBytes(headers));
            for (long sent = 0; request[0] == "GET" && sent < size; sent += BlockSize)
            {
                stream.Write(block);
            }
        }
    }
}
