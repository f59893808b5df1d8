using Microsoft.Extensions.Logging;
using Petals.Mixtral.Config.Logging;
using Petals.Mixtral.Config.PythonJson;

namespace Petals.Mixtral.Config.Serialization;

/// <summary>
/// The names that transformers 5 has for settings of 4.43.1. A file's newer spelling wins over its older one, which is logged where
/// they say different things; what is written keeps both in step, since 4.43.1 reads only the older one.
/// </summary>
internal static class NewerSpellings
{
    private const string RopeThetaName = "rope_theta";

    public static void Apply(ConfigDocument document, ILogger logger)
    {
        var reader = new SettingReader(document);
        if (!document.IsNullOrMissing(Setting.Dtype))
        {
            TorchDtype? newer = reader.TorchDtype(Setting.Dtype, null);
            bool agrees = !document.IsNullOrMissing(Setting.TorchDtype) && reader.TorchDtype(Setting.TorchDtype, null) == newer;
            Prefer(document, Setting.TorchDtype, Setting.Dtype, document.Value(Setting.Dtype), agrees, logger);
        }

        if (!document.IsNullOrMissing(Setting.NumExperts))
        {
            int newer = reader.Int32(Setting.NumExperts, 0);
            bool agrees = !document.IsNullOrMissing(Setting.NumLocalExperts) && reader.Int32(Setting.NumLocalExperts, 0) == newer;
            Prefer(document, Setting.NumLocalExperts, Setting.NumExperts, document.Value(Setting.NumExperts), agrees, logger);
        }

        if (TryGetRopeTheta(document, out JsonSlice theta))
        {
            if (!SettingReader.TryParseDouble(theta, out double newer))
            {
                throw document.Unexpected($"$.{Setting.RopeParameters.Key()}.{RopeThetaName}", theta, "a number");
            }

            bool agrees = !document.IsNullOrMissing(Setting.RopeTheta) && reader.Double(Setting.RopeTheta, 0).Equals(newer);
            Prefer(document, Setting.RopeTheta, Setting.RopeParameters, theta, agrees, logger);
        }
    }

    /// <summary>Writes a newer spelling that stood in the file: as it was, unless the setting has another value by now.</summary>
    public static void Write(PythonJsonWriter writer, Setting setting, ConfigDocument document, MixtralConfig model)
    {
        JsonSlice value = document.Value(setting);
        if (value.IsNull || IsInStep(setting, document, model))
        {
            writer.Copy(value);
        }
        else if (setting == Setting.RopeParameters)
        {
            writer.CopyReplacing(value, RopeThetaName, model.RopeTheta);
        }
        else
        {
            model.WriteValue(setting, writer);
        }
    }

    private static bool IsInStep(Setting setting, ConfigDocument document, MixtralConfig model)
    {
        var reader = new SettingReader(document);
        return setting switch
        {
            Setting.Dtype => reader.TorchDtype(setting, null) == model.TorchDtype,
            Setting.NumExperts => reader.Int32(setting, 0) == model.NumLocalExperts,
            _ => !TryGetRopeTheta(document, out JsonSlice theta)
                || (SettingReader.TryParseDouble(theta, out double value) && value.Equals(model.RopeTheta)),
        };
    }

    private static bool TryGetRopeTheta(ConfigDocument document, out JsonSlice theta)
    {
        theta = default;
        if (document.IsNullOrMissing(Setting.RopeParameters))
        {
            return false;
        }

        JsonSlice parameters = document.Value(Setting.RopeParameters);
        return parameters.Text[0] != '{'
            ? throw document.Unexpected(Setting.RopeParameters, "an object, or null")
            : JsonMembers.Read(parameters).TryGetText(RopeThetaName, out theta) && !theta.IsNull;
    }

    /// <summary>Lets the older spelling say what the newer one says, unless it says so already.</summary>
    private static void Prefer(ConfigDocument document, Setting older, Setting newer, JsonSlice value, bool agrees, ILogger logger)
    {
        if (agrees)
        {
            return;
        }

        if (!document.IsNullOrMissing(older))
        {
            LoadLog.NewerSpellingWins(logger, document.Name, newer.Key(), older.Key());
        }

        document.Set(older, value, document.Origin(newer));
    }
}
