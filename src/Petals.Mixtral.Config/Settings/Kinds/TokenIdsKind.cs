namespace Petals.Mixtral.Config.Settings.Kinds;

internal sealed class TokenIdsKind() : Kind<TokenIds>("a token id, a list of token ids")
{
    private readonly ListKind<int> _list = new("a token id, a list of token ids", Integer);

    public override string ExpectedText => "a token id, or a list of them";

    public override bool IsList => true;

    public override KindFault? Read(JsonSlice json, out TokenIds value)
    {
        KindFault? fault = Integer.Read(json, out int id);
        value = new TokenIds(id);
        if (fault is not null)
        {
            fault = _list.Read(json, out IReadOnlyList<int> ids);
            value = TokenIds.Create([.. ids]);
        }

        return fault;
    }

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
