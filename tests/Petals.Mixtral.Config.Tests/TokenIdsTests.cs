namespace Petals.Mixtral.Config.Tests;

public sealed class TokenIdsTests
{
    [Fact]
    public void A_token_id_and_a_list_of_it_are_different_values()
    {
        TokenIds single = 2;
        TokenIds list = [2];

        single.Equals(list).Should().BeFalse();
        (single == list).Should().BeFalse();
        (single != list).Should().BeTrue();
        single.IsList.Should().BeFalse();
        list.IsList.Should().BeTrue();
        single.Equals((object)new TokenIds(2)).Should().BeTrue();
        single.Equals("2").Should().BeFalse();
    }

    [Fact]
    public void Token_ids_can_be_enumerated_indexed_and_searched()
    {
        TokenIds list = [2, 32000];
        TokenIds single = 7;

        list.Should().Equal(2, 32000);
        list[1].Should().Be(32000);
        list.Contains(32000).Should().BeTrue();
        list.Contains(7).Should().BeFalse();
        single.ToArray().Should().Equal(7);
        single.Contains(7).Should().BeTrue();
        single.Count.Should().Be(1);
        Throws<ArgumentOutOfRangeException>(() => single[1]);
        Throws<ArgumentOutOfRangeException>(() => list[-1]);
    }

    [Fact]
    public void Equal_lists_of_token_ids_are_equal_and_hash_alike()
    {
        TokenIds first = [2, 3];
        TokenIds second = TokenIds.Create([2, 3]);

        first.Equals(second).Should().BeTrue();
        first.GetHashCode().Should().Be(second.GetHashCode());
        new TokenIds(5).GetHashCode().Should().Be(new TokenIds(5).GetHashCode());
    }

    [Fact]
    public void Token_ids_print_as_in_JSON()
    {
        new TokenIds(2).ToString().Should().Be("2");
        TokenIds.Create([2, 3]).ToString().Should().Be("[2, 3]");
        TokenIds.Create([]).ToString().Should().Be("[]");
    }
}
