using System.Numerics;
using System.Runtime.InteropServices;
using SharpFuzz.Common;

namespace Petals.Mixtral.Config.Fuzz.Engine;

/// <summary>
/// How often each branch of the library was taken by an input, as the instrumented assembly counts it: 64 KiB of
/// counters. An input is worth keeping where it takes a branch that none took before, or takes it in another order of
/// magnitude.
/// </summary>
internal sealed unsafe class CoverageMap
{
    private const int Size = 1 << 16;
    private readonly byte[] _seen = new byte[Size];

    /// <summary>Lives as long as the process: the library counts in it to the last.</summary>
    private readonly byte* _counters;

    public CoverageMap()
    {
        _counters = (byte*)NativeMemory.AllocZeroed(Size);
        Trace.SharedMem = _counters;
    }

    /// <summary>How many branches were taken at all.</summary>
    public int Branches => _seen.Count(seen => seen != 0);

    /// <summary>Takes every branch for new again.</summary>
    public void Forget() => Array.Clear(_seen);

    public void Clear()
    {
        new Span<byte>(_counters, Size).Clear();
        Trace.PrevLocation = 0;
    }

    /// <summary>Takes note of what was counted since it was cleared, and says whether any of it is new.</summary>
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
