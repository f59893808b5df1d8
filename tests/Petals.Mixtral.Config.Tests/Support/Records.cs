namespace Petals.Mixtral.Config.Tests.Support;

/// <summary>A <c>with</c> expression for a property whose name is a text.</summary>
internal static class Records
{
    public static T With<T>(T record, string property, object? value)
        where T : class
    {
        var copy = (T)record.GetType().GetMethod("<Clone>$")!.Invoke(record, [])!;
        copy.GetType().GetProperty(property)!.SetValue(copy, value);
        return copy;
    }

    public static object? Get(object record, string property) =>
        record.GetType().GetProperty(property)!.GetValue(record);

    /// <summary>The properties of an interface that are settings, which every implementation has.</summary>
    public static IEnumerable<PropertyInfo> AbstractProperties(Type type) =>
        type.GetProperties(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly)
            .Where(property => property.GetMethod!.IsAbstract);
}
