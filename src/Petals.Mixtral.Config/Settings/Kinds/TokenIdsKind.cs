namespace Petals.Mixtral.Config.Settings.Kinds;

internal sealed class TokenIdsKind() : Kind<TokenIds>("a token id, a list of token ids")
{
    private readonly ListKind<int> _list = new("a token id, a list of token ids", Integer);

    public override string ExpectedText => "a token id, or a list of them";

    public override bool IsList => true;

    public override bool TryRead(JsonSlice json, out TokenIds value)
    {
        bool isId = Integer.TryRead(json, out int id);
        IReadOnlyList<int> ids = [];
        bool isList = !isId && _list.TryRead(json, out ids);
        value = isId ? new TokenIds(id) : TokenIds.Create([.. ids]);
        return isId || isList;
    }

    public override KindFault FindFault(JsonSlice json) => _list.FindFault(json);

    public override bool TryParse(OptionText option, out TokenIds value)
    {
        bool isId = Integer.TryParse(option, out int id);
        IReadOnlyList<int> ids = [];
        bool isList = !isId && _list.TryParse(option, out ids);
        value = isId ? new TokenIds(id) : TokenIds.Create([.. ids]);
        return isId || isList;
    }

    public override void Write(PythonJsonWriter writer, TokenIds value)
    {
        if (value.IsList)
        {
            _list.Write(writer, value);
        }
        else
        {
            Integer.Write(writer, value[0]);
        }
    }
}
