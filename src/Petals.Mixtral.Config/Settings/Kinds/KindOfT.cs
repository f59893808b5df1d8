using Petals.Mixtral.Config.Json;

namespace Petals.Mixtral.Config.Settings.Kinds;

/// <summary>
/// Everything that is true of one kind of value: how config.json, a configuration and the JSON schema spell it.
/// </summary>
/// <param name="expected">The words for it in errors about JSON: "an integer of 32 bits".</param>
internal abstract class Kind<T>(string expected)
{
    public string Expected => expected;

    /// <summary>The words for it in errors about a configuration, which has other spellings.</summary>
    public virtual string ExpectedText => expected;

    public virtual bool IsNullable => false;

    /// <summary>Whether a configuration can have the value. Maps and objects are for config.json only.</summary>
    public virtual bool CanParse => true;

    /// <summary>Whether a configuration can give the value as a list.</summary>
    public virtual bool IsList => false;

    /// <summary>Reads the value from config.json. The text is sound JSON.</summary>
    public abstract bool TryRead(JsonSlice json, out T value);

    /// <summary>Finds what is wrong with a value that <see cref="TryRead"/> refused.</summary>
    public virtual KindFault FindFault(JsonSlice json) => new("", json, Expected);

    /// <summary>Parses the value from a configuration.</summary>
    public virtual bool TryParse(OptionText option, out T value)
    {
        value = default!;
        return option is { Text: { } text, Items: null } && TryParse(text, out value);
    }

    /// <summary>Writes the value as Python spells it.</summary>
    public abstract void Write(PythonJsonWriter writer, T value);

    /// <summary>
    /// Writes the text that the value was read from, with its own form of a number. Returns false if Python spells
    /// the value in another way.
    /// </summary>
    public virtual bool TryCopy(PythonJsonWriter writer, JsonSlice json)
    {
        bool isTagged = json.Text[0] == '{';
        if (!isTagged)
        {
            writer.Copy(json);
        }

        return !isTagged;
    }

    public virtual bool AreSame(T left, T right) => EqualityComparer<T>.Default.Equals(left, right);

    /// <summary>Whether Python reads the text as an equal value. It takes some texts as they are that this kind converts.</summary>
    public virtual bool IsReadAlike(JsonSlice json) => true;

    /// <summary>Describes the spellings of a configuration as members of a JSON schema.</summary>
    public abstract void Describe(SchemaWriter schema);

    protected virtual bool TryParse(string text, out T value)
    {
        value = default!;
        return false;
    }
}
