using Petals.Mixtral.Config.PythonJson;

namespace Petals.Mixtral.Config.Serialization;

/// <summary>The text of a setting's value, and where the value comes from.</summary>
internal readonly record struct ConfigEntry(JsonSlice Value, SettingOrigin Origin);
