namespace Petals.Mixtral.Config.Serialization.Rules;

/// <summary>
/// The object <c>rope_parameters</c> of transformers 5. It is an extra attribute, whose <c>rope_theta</c> is always
/// the setting of that name.
/// </summary>
internal static class RopeParameters
{
    public const string Key = "rope_parameters";

    private const string Theta = "rope_theta";

    /// <summary>Reads the theta of the object. Returns null if it does not exist. The source is null if the caller sets
    /// the attributes.</summary>
    /// <exception cref="ConfigFormatException">The value is not an object, or its theta is not a number.</exception>
    public static (JsonSlice Json, double Value)? ReadTheta(ConfigSource? source, JsonMembers extras)
    {
        if (!extras.TryGetText(Key, out JsonSlice parameters) || parameters.IsNull)
        {
            return null;
        }

        if (!parameters.IsObject)
        {
            throw Unexpected(source, $"$.{Key}", parameters, "an object, or null");
        }

        if (!parameters.ReadMembers().TryGetValue(Theta, out JsonSlice theta) || theta.IsNull)
        {
            return null;
        }

        return JsonScalar.TryReadDouble(theta, out double value)
            ? (theta, value)
            : throw Unexpected(source, $"$.{Key}.{Theta}", theta, "a number");
    }

    /// <summary>Reads the theta of attributes that the caller sets.</summary>
    /// <exception cref="ArgumentException">The value is not an object, or its theta is not a number.</exception>
    public static double? ThetaIn(JsonMembers extras, string argument)
    {
        try
        {
            return ReadTheta(source: null, extras)?.Value;
        }
        catch (ConfigFormatException exception)
        {
            throw new ArgumentException(exception.Message, argument, exception);
        }
    }

    /// <summary>Replaces the theta of the attributes, if they have one.</summary>
    public static JsonMembers WithTheta(JsonMembers extras, double value)
    {
        if (ThetaIn(extras, nameof(extras)) is not { } theta || theta.Equals(value))
        {
            return extras;
        }

        extras.TryGetText(Key, out JsonSlice parameters);
        JsonSlice number = PythonJsonWriter.SliceOf(value, Kind.Number.Write);
        return extras.With(Key, JsonMembers.Create(parameters.ReadMembers()).With(Theta, number).ToSlice());
    }

    private static ConfigFormatException Unexpected(
        ConfigSource? source,
        string path,
        JsonSlice found,
        string expected
    ) => (source ?? new ConfigSource("the extra attributes", JsonSlice.Null)).Unexpected(path, found, expected);
}
