namespace Petals.Mixtral.Config.Json;

/// <content>Lists.</content>
internal sealed partial class PythonJsonWriter
{
    public void Texts(IReadOnlyList<string> values)
    {
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
