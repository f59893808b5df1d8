using Microsoft.Extensions.Logging;
using Petals.Mixtral.Config.Diagnostics;
using Petals.Mixtral.Config.PythonJson;
using Petals.Mixtral.Config.Texts;

namespace Petals.Mixtral.Config.Serialization;

/// <summary>
/// The names that transformers 5 has for settings of 4.43.1. A file's newer spelling wins over its older one, which is
/// logged where they say different things; what is written keeps both in step, since 4.43.1 reads only the older one.
/// </summary>
internal static class NewerSpellings
{
    /// <summary>The extra attribute that holds <c>rope_theta</c> among other things.</summary>
    public const string RopeParameters = "rope_parameters";

    private const string RopeTheta = "rope_theta";

    public static void Apply(ConfigDocument document, ILogger logger)
    {
        var reader = new SettingReader(document);
        if (!document.IsNullOrMissing(Setting.Dtype))
        {
            TorchDtype? newer = reader.TorchDtype(Setting.Dtype, null);
            bool agrees =
                !document.IsNullOrMissing(Setting.TorchDtype) && reader.TorchDtype(Setting.TorchDtype, null) == newer;
            Prefer(document, Setting.TorchDtype, Setting.Dtype.Key(), document.Value(Setting.Dtype), agrees, logger);
        }

        if (!document.IsNullOrMissing(Setting.NumExperts))
        {
            int newer = reader.Int32(Setting.NumExperts, 0);
            bool agrees =
                !document.IsNullOrMissing(Setting.NumLocalExperts) && reader.Int32(Setting.NumLocalExperts, 0) == newer;
            Prefer(
                document,
                Setting.NumLocalExperts,
                Setting.NumExperts.Key(),
                document.Value(Setting.NumExperts),
                agrees,
                logger
            );
        }

        TakeRopeTheta(document, logger);
    }

    /// <summary>Takes <c>rope_parameters.rope_theta</c> for <c>rope_theta</c>.</summary>
    public static void TakeRopeTheta(ConfigDocument document, ILogger logger)
    {
        if (!document.Extras.TryFind(RopeParameters, out JsonSlice parameters) || parameters.IsNull)
        {
            return;
        }

        if (parameters.Text[0] != '{')
        {
            throw document.Unexpected($"$.{RopeParameters}", parameters, "an object, or null");
        }

        if (TryGetRopeTheta(parameters, out JsonSlice theta))
        {
            if (!SettingReader.TryParseDouble(theta, out double newer))
            {
                throw document.Unexpected($"$.{RopeParameters}.{RopeTheta}", theta, "a number");
            }

            bool agrees =
                !document.IsNullOrMissing(Setting.RopeTheta)
                && new SettingReader(document).Double(Setting.RopeTheta, 0).Equals(newer);
            Prefer(document, Setting.RopeTheta, RopeParameters, theta, agrees, logger);
        }
    }

    /// <summary>Writes a newer spelling that stood in the file: as it was, unless the setting has another value by
    /// now.</summary>
    public static void Write(PythonJsonWriter writer, Setting setting, ConfigDocument document, MixtralConfig model)
    {
        var reader = new SettingReader(document);
        JsonSlice value = document.Value(setting);
        bool isInStep =
            value.IsNull
            || (
                setting == Setting.Dtype
                    ? reader.TorchDtype(setting, null) == model.TorchDtype
                    : reader.Int32(setting, 0) == model.NumLocalExperts
            );
        if (isInStep)
        {
            writer.Copy(value);
        }
        else
        {
            model.WriteValue(setting, writer);
        }
    }

    /// <summary>The extra attributes with the <c>rope_theta</c> that a config has, where their <c>rope_parameters</c>
    /// hold another one.</summary>
    public static JsonMembers WithRopeTheta(JsonMembers extras, double ropeTheta)
    {
        if (ThetaIn(extras, nameof(extras)) is not { } theta || theta.Equals(ropeTheta))
        {
            return extras;
        }

        extras.TryGetText(RopeParameters, out JsonSlice parameters);
        var number = new PythonJsonWriter();
        number.Float(ropeTheta);
        var writer = new PythonJsonWriter();
        writer.Members(JsonMembers.Read(parameters).With([KeyValuePair.Create(RopeTheta, number.ToSlice())]));
        return extras.With([KeyValuePair.Create(RopeParameters, writer.ToSlice())]);
    }

    /// <summary>The <c>rope_theta</c> in the <c>rope_parameters</c> of extra attributes; <see langword="null"/> where
    /// there is none.</summary>
    /// <param name="extras">The extra attributes.</param>
    /// <param name="name">The name of the argument that they came in.</param>
    /// <exception cref="ArgumentException">They are no object, or it is no number, so that no file could hold
    /// them.</exception>
    public static double? ThetaIn(JsonMembers extras, string name)
    {
        if (!extras.TryFind(RopeParameters, out JsonSlice parameters) || parameters.IsNull)
        {
            return null;
        }

        if (parameters.Text[0] != '{')
        {
            throw new ArgumentException(
                $"{RopeParameters} must be an object, or null; it is {Excerpt.Of(parameters.Text)}.",
                name
            );
        }

        return !TryGetRopeTheta(parameters, out JsonSlice theta) ? null
            : SettingReader.TryParseDouble(theta, out double value) ? value
            : throw new ArgumentException(
                $"{RopeParameters}.{RopeTheta} must be a number; it is {Excerpt.Of(theta.Text)}.",
                name
            );
    }

    private static bool TryGetRopeTheta(JsonSlice parameters, out JsonSlice theta) =>
        JsonMembers.Read(parameters).TryGetText(RopeTheta, out theta) && !theta.IsNull;

    /// <summary>Lets the older spelling say what the newer one says, unless it says so already.</summary>
    private static void Prefer(
        ConfigDocument document,
        Setting older,
        string newer,
        JsonSlice value,
        bool agrees,
        ILogger logger
    )
    {
        if (agrees)
        {
            return;
        }

        if (!document.IsNullOrMissing(older))
        {
            Log.NewerSpellingWins(logger, document.Name, newer, older.Key());
        }

        document.Set(older, value, SettingOrigin.File);
    }
}
