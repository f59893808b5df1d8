using System.Text.Json.Nodes;

namespace Petals.Mixtral.Config.Settings.Kinds;

internal sealed class TokenIdsKind() : Kind<TokenIds>("a token id, a list of token ids", "integer")
{
    public override string ExpectedText => "a token id, or a list of them";

    public override bool IsList => true;

    public override bool TryRead(JsonSlice json, out TokenIds value)
    {
        if (json.Text[0] == '[')
        {
            bool areIds = Integer.TryReadItems(json, out int[] ids);
            value = TokenIds.Create(ids);
            return areIds;
        }

        bool isId = JsonScalar.TryReadInt32(json, out int id);
        value = new TokenIds(id);
        return isId;
    }

    public override KindFault FindFault(JsonSlice json) => Integer.FindItemFault(json, Expected);

    public override bool TryParse(OptionText option, out TokenIds value)
    {
        // Configuration providers turn [] into an empty text.
        IReadOnlyList<string?> items = option.Items ?? (option.Text is "" ? [] : [option.Text]);
        int[] ids = new int[items.Count];
        for (int i = 0; i < ids.Length; i++)
        {
            if (!int.TryParse(items[i], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out ids[i]))
            {
                value = default;
                return false;
            }
        }

        value = option.Items is null && ids.Length == 1 ? new TokenIds(ids[0]) : TokenIds.Create(ids);
        return true;
    }

    public override void Write(PythonJsonWriter writer, TokenIds value)
    {
        if (value.IsList)
        {
            writer.Integers(value);
        }
        else
        {
            writer.Integer(value[0]);
        }
    }

    public override JsonObject CreateSchema()
    {
        var list = new JsonObject
        {
            ["type"] = new JsonArray("array", "null"),
            ["items"] = new JsonObject { ["type"] = SchemaType },
        };
        return new JsonObject { ["anyOf"] = new JsonArray(base.CreateSchema(), list) };
    }
}
