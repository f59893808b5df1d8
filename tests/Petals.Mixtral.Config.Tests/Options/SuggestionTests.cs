namespace Petals.Mixtral.Config.Tests.Options;

/// <summary>Which name a message suggests for an unknown key, and which key it names for a wrong item.</summary>
public sealed class SuggestionTests
{
    [Theory]
    [InlineData(64, true)]
    [InlineData(65, false)]
    public void The_error_about_a_key_of_more_than_64_characters_has_no_suggestion(int length, bool isSuggested)
    {
        string own = new('k', length);
        DistributedMixtralConfig config = Read($$"""{"{{own}}": 1}""");

        Throws<UnknownSettingException>(() => config.Update($"{own[1..]}x", 1))
            .Suggestion.Should()
            .Be(isSuggested ? own : null);
    }

    [Fact]
    public void The_nearest_of_several_similar_names_is_suggested() =>
        Throws<UnknownSettingException>(() => new DistributedMixtralConfig().Update("max_backof", 1))
            .Suggestion.Should()
            .Be("max_backoff");

    [Fact]
    public void A_key_is_not_compared_with_a_name_of_another_length()
    {
        DistributedMixtralConfig config = Read($$"""{"{{new string('k', 4_000_000)}}": 1}""");
        void Update() => Throws<UnknownSettingException>(() => config.Update("hidden_sizes", 1));
        Update();

        long before = GC.GetAllocatedBytesForCurrentThread();
        Update();

        (GC.GetAllocatedBytesForCurrentThread() - before).Should().BeLessThan(4_000_000);
    }

    [Theory]
    [InlineData("MoxNameOrPath", "ModelNameOrPath")]
    public void An_option_is_suggested_before_an_equally_near_setting(string key, string suggestion) =>
        Throws<UnknownSettingException>(() => Bind((key, "1"))).Suggestion.Should().Be(suggestion);

    [Fact]
    public void A_wrong_item_of_a_list_is_reported_by_its_own_key() =>
        Throws<ConfigFormatException>(() => Bind(("Model:EosTokenId:0", "1"), ("Model:EosTokenId:1", "two")))
            .JsonPath.Should()
            .Be("Model:EosTokenId:1");

    [Fact]
    public void A_list_in_place_of_a_single_value_is_reported_by_the_key_of_the_setting() =>
        Throws<ConfigFormatException>(() => Bind(("Client:MaxPinged:0", "1"), ("Client:MaxPinged:1", "two")))
            .JsonPath.Should()
            .Be("Client:MaxPinged");

    private static void Bind(params (string Key, string Value)[] values) =>
        new DistributedMixtralOptions().Bind(
            new ConfigurationBuilder()
                .AddInMemoryCollection(values.Select(value => KeyValuePair.Create(value.Key, (string?)value.Value)))
                .Build()
        );
}
