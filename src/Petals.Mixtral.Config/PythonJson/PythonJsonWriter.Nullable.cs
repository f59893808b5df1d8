namespace Petals.Mixtral.Config.PythonJson;

/// <content>Values that may be null, and lists.</content>
internal sealed partial class PythonJsonWriter
{
    public void IntegerOrNull(int? value)
    {
        if (value is { } number)
        {
            Integer(number);
        }
        else
        {
            Null();
        }
    }

    public void TextOrNull(string? value)
    {
        if (value is null)
        {
            Null();
        }
        else
        {
            Text(value);
        }
    }

    public void TextsOrNull(IReadOnlyList<string>? values)
    {
        if (values is null)
        {
            Null();
            return;
        }

        BeginArray();
        for (int i = 0; i < values.Count; i++)
        {
            Text(values[i]);
        }

        EndArray();
    }

    public void Integers(IReadOnlyList<int> values)
    {
        BeginArray();
        for (int i = 0; i < values.Count; i++)
        {
            Integer(values[i]);
        }

        EndArray();
    }
}
