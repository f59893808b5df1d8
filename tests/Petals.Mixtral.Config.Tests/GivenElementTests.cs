namespace Petals.Mixtral.Config.Tests;

public sealed class GivenElementTests
{
    [Fact]
    public void A_JSON_element_of_a_disposed_document_is_refused()
    {
        JsonElement element;
        using (var document = JsonDocument.Parse("3"))
        {
            element = document.RootElement;
        }

        ShouldRefuse(element, "*is disposed. Pass a Clone() of the element.*");
    }

    [Fact]
    public void An_undefined_JSON_element_is_refused() => ShouldRefuse(default, "*is undefined*");

    private static void ShouldRefuse(JsonElement element, string message)
    {
        var config = new DistributedMixtralConfig();
        Throws<ArgumentException>(() => config.Update("max_retries", element), message);
        Throws<ArgumentException>(() =>
            config with
            {
                ExtraAttributes = new Dictionary<string, JsonElement> { ["note"] = element },
            }
        );
    }
}
