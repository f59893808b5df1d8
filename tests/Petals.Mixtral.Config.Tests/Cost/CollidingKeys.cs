using System.Numerics;

namespace Petals.Mixtral.Config.Tests.Cost;

/// <summary>Keys that fall into one bucket of a dictionary of .NET, if its comparer has no random seed.</summary>
internal static class CollidingKeys
{
    /// <summary>The numbers of buckets that a growing dictionary has.</summary>
    private static readonly int[] BucketCounts =
    [
        3,
        7,
        17,
        37,
        89,
        197,
        431,
        919,
        1931,
        4049,
        8419,
        17519,
        36353,
        75431,
        156437,
    ];

    /// <summary>Integers in steps of the number of buckets that a dictionary with so many of them has.</summary>
    public static int Integer(int index, int count) =>
        unchecked((int)((long)index * BucketCounts.First(buckets => buckets >= count)));

    /// <summary>
    /// Texts with one hash by the algorithm of .NET without a seed. It mixes two characters at a time into two lanes;
    /// the second pair of the first lane leads every first pair to the same state.
    /// </summary>
    public static string Text(int index)
    {
        const uint start = (5381 << 16) + 5381;
        const uint target = 0x2B3D5A71;
        const string other = "xy";
        for (int attempt = 0; ; attempt++)
        {
            string first = new([(char)('a' + (index % 26) + (0x100 * attempt)), (char)(0x4E00 + (index / 26))]);
            uint second = target ^ Mix(Mix(start) ^ (first[0] | ((uint)first[1] << 16)));
            (char low, char high) = ((char)(second & 0xFFFF), (char)(second >> 16));
            if (!char.IsSurrogate(low) && !char.IsSurrogate(high))
            {
                return $"{first}{other}{low}{high}{other}";
            }
        }
    }

    public static string Escaped(string text) =>
        string.Concat(text.Select(c => string.Create(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}")));

    private static uint Mix(uint state) => unchecked(BitOperations.RotateLeft(state, 5) + state);
}
