namespace Petals.Mixtral.Config.Tests.Documentation;

/// <summary>
/// The JSON schema of one setting. The keys and the defaults come from the table, the minimum from the rules of
/// <see cref="DistributedMixtralConfig.Validate"/>.
/// </summary>
internal static class SettingSchema
{
    private const string TimePattern =
        "^(-?[0-9.]+([eE][+-]?[0-9]+)?|Infinity|"
        + "-?([0-9]+\\.)?([01]?[0-9]|2[0-3]):[0-9]{2}(:[0-9]{2}(\\.[0-9]+)?)?)$";

    private static readonly DistributedMixtralConfig Defaults = new();

    private static readonly Type[] Interfaces =
    [
        typeof(IMixtralConfig),
        typeof(IPretrainedConfig),
        typeof(IClientConfig),
        typeof(IPTuneConfig),
        typeof(ILMHeadConfig),
    ];

    /// <summary>The settings of the table, each with its property.</summary>
    public static IReadOnlyList<(ConfigSetting Setting, PropertyInfo Property)> All { get; } =
    [
        .. Defaults
            .DescribeSettings()
            .Select(setting =>
                (
                    setting,
                    typeof(DistributedMixtralConfig)
                        .GetProperties()
                        .Single(property =>
                            property.Name.Equals(setting.Key.Replace("_", ""), StringComparison.OrdinalIgnoreCase)
                        )
                )
            ),
    ];

    /// <summary>The schema of the spellings in a configuration, which allows null for every setting.</summary>
    public static JsonObject InConfiguration(Type type, string? key = null)
    {
        Type bare = Nullable.GetUnderlyingType(type) ?? type;
        return bare == typeof(TimeSpan) ? AnyOf(Typed("number", isNullable: true), TimeText())
            : bare == typeof(Uri) ? With(Typed("string", isNullable: true), "format", "uri")
            : Create(bare, key, isNullable: true);
    }

    /// <summary>The schema of the spellings in config.json.</summary>
    public static JsonObject InFile(ConfigSetting setting, PropertyInfo property)
    {
        bool isNullable = IsRead($"{{\"{setting.Key}\": null}}");
        Type bare = Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType;
        return bare == typeof(TimeSpan) ? Typed("number", isNullable) : Create(bare, setting.Key, isNullable);
    }

    /// <summary>Adds the description, the minimum and the default.</summary>
    public static JsonObject Document(JsonObject schema, ConfigSetting setting, PropertyInfo property)
    {
        schema["description"] = XmlDocumentation.SummaryOf(
            Interfaces.Select(type => type.GetProperty(property.Name)).First(found => found is not null)!
        );
        if (Minimum(setting, property) is { } minimum)
        {
            schema[minimum.Name] = minimum.Value;
        }

        schema["default"] = JsonNode.Parse(setting.Value);
        return schema;
    }

    private static JsonObject Create(Type type, string? key, bool isNullable)
    {
        if (type.IsEnum)
        {
            return new JsonObject { ["enum"] = Choices(type, key!, isNullable) };
        }

        return type switch
        {
            _ when type == typeof(bool) => Typed("boolean", isNullable),
            _ when type == typeof(int) => Typed("integer", isNullable),
            _ when type == typeof(double) => Typed("number", isNullable),
            _ when type == typeof(string) => Typed("string", isNullable),
            _ when type == typeof(TorchDtype) => With(
                Typed("string", isNullable),
                "examples",
                new JsonArray("bfloat16", "float16", "float32", "auto")
            ),
            _ when type == typeof(IReadOnlyList<string>) => With(Typed("array", isNullable), "items", Typed("string")),
            _ when type == typeof(TokenIds) => AnyOf(
                Typed("integer", isNullable),
                With(Typed("array", isNullable), "items", Typed("integer"))
            ),
            _ when type == typeof(IReadOnlyDictionary<int, string>) => Map(Typed("string"), isNullable),
            _ when type == typeof(IReadOnlyDictionary<string, int>) => Map(Typed("integer"), isNullable),
            _ when type == typeof(IReadOnlyDictionary<int, IReadOnlyList<int>>) => Map(
                With(Typed("array"), "items", Typed("integer")),
                isNullable
            ),
            _ when type == typeof(IReadOnlyDictionary<string, JsonElement>) => Typed("object", isNullable),
            _ => throw new ArgumentException($"No schema of {type}.", nameof(type)),
        };
    }

    private static bool IsRead(string json)
    {
        try
        {
            _ = DistributedMixtralConfig.FromJson(json);
            return true;
        }
        catch (ConfigFormatException)
        {
            return false;
        }
    }

    private static JsonArray Choices(Type type, string key, bool isNullable)
    {
        string property = All.Single(pair => pair.Setting.Key == key).Property.Name;
        IEnumerable<JsonNode?> choices = Enum.GetValues(type)
            .Cast<object>()
            .Select(value => Records.With(Defaults, property, value).DescribeSettings())
            .Select(settings => JsonNode.Parse(settings.Single(setting => setting.Key == key).Value));
        return [.. choices, .. isNullable ? [(JsonNode?)null] : Array.Empty<JsonNode?>()];
    }

    /// <summary>The least of the small numbers that the rules allow. Null if they allow every negative
    /// number.</summary>
    private static (string Name, JsonNode Value)? Minimum(ConfigSetting setting, PropertyInfo property)
    {
        Type type = Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType;
        if ((type != typeof(int) && type != typeof(double) && type != typeof(TimeSpan)) || IsAllowed(-2))
        {
            return null;
        }

        return IsAllowed(-1) ? ("minimum", -1)
            : IsAllowed(0) ? ("minimum", 0)
            : type == typeof(int) ? ("minimum", 1)
            : ("exclusiveMinimum", 0);

        bool IsAllowed(int number)
        {
            object value =
                type == typeof(TimeSpan)
                    ? TimeSpan.FromSeconds(number)
                    : Convert.ChangeType(number, type, System.Globalization.CultureInfo.InvariantCulture);
            return Records.With(Defaults, property.Name, value).Validate().All(failure => failure.Key != setting.Key);
        }
    }

    private static JsonObject TimeText() => With(Typed("string"), "pattern", TimePattern);

    private static JsonObject Typed(string type, bool isNullable = false) =>
        new() { ["type"] = isNullable ? new JsonArray(type, "null") : type };

    private static JsonObject Map(JsonObject values, bool isNullable) =>
        With(Typed("object", isNullable), "additionalProperties", values);

    private static JsonObject AnyOf(JsonObject first, JsonObject second) =>
        new() { ["anyOf"] = new JsonArray(first, second) };

    private static JsonObject With(JsonObject schema, string name, JsonNode value)
    {
        schema[name] = value;
        return schema;
    }
}
