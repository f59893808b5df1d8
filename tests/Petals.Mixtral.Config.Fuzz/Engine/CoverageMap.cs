using System.Numerics;
using System.Runtime.InteropServices;
using SharpFuzz.Common;

namespace Petals.Mixtral.Config.Fuzz.Engine;

/// <summary>
/// How often an input took each branch of the library, counted by the instrumented assembly in 64 KiB of counters. An
/// input is worth keeping if it takes a branch for the first time, or in a new order of magnitude.
/// </summary>
internal sealed unsafe class CoverageMap
{
    private const int Size = 1 << 16;
    private readonly byte[] _seen = new byte[Size];

    /// <summary>Lives as long as the process, because the library counts until the end.</summary>
    private readonly byte* _counters;

    public CoverageMap()
    {
        _counters = (byte*)NativeMemory.AllocZeroed(Size);
        Trace.SharedMem = _counters;
    }

    /// <summary>The number of branches taken so far.</summary>
    public int Branches => _seen.Count(seen => seen != 0);

    public void Forget() => Array.Clear(_seen);

    public void Clear()
    {
        new Span<byte>(_counters, Size).Clear();
        Trace.PrevLocation = 0;
    }

    /// <summary>Adds the counts since the last <see cref="Clear"/>. Returns whether any of them is new.</summary>
    public bool Learn()
    {
        bool isNew = false;
        ReadOnlySpan<ulong> words = new(_counters, Size / sizeof(ulong));
        for (int word = 0; word < words.Length; word++)
        {
            if (words[word] == 0)
            {
                continue;
            }

            for (int i = word * sizeof(ulong); i < (word + 1) * sizeof(ulong); i++)
            {
                int bucket = _counters[i] == 0 ? 0 : 1 << BitOperations.Log2(_counters[i]);
                isNew |= (_seen[i] & bucket) != bucket;
                _seen[i] |= (byte)bucket;
            }
        }

        return isNew;
    }
}
