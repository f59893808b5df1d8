using System.Runtime.CompilerServices;

namespace Petals.Mixtral.Config;

/// <summary>Checks what a caller gives, in places where only an expression may stand.</summary>
internal static class Required
{
    /// <exception cref="ArgumentNullException"><paramref name="value"/> is <see langword="null"/>.</exception>
    public static T NotNull<T>(T value, [CallerArgumentExpression(nameof(value))] string? name = null)
        where T : class
    {
        ArgumentNullException.ThrowIfNull(value, name);
        return value;
    }
}
