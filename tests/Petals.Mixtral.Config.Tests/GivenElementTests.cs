using System.Text.Json;

namespace Petals.Mixtral.Config.Tests;

/// <summary>JSON elements that a caller gives, and that hold nothing.</summary>
public sealed class GivenElementTests
{
    [Fact]
    public void One_whose_document_is_gone_is_an_error_that_says_so()
    {
        JsonElement element;
        using (var document = JsonDocument.Parse("3"))
        {
            element = document.RootElement;
        }

        FluentActions
            .Invoking(() => new DistributedMixtralConfig().Update("max_retries", element))
            .Should()
            .Throw<ArgumentException>()
            .WithMessage("*is disposed. Pass a Clone()*");
        FluentActions
            .Invoking(() =>
                new DistributedMixtralConfig() with
                {
                    ExtraAttributes = new Dictionary<string, JsonElement> { ["note"] = element },
                }
            )
            .Should()
            .Throw<ArgumentException>();
    }

    [Fact]
    public void One_that_is_undefined_is_not_taken_for_null()
    {
        FluentActions
            .Invoking(() => new DistributedMixtralConfig().Update("max_retries", default(JsonElement)))
            .Should()
            .Throw<ArgumentException>()
            .WithMessage("*is undefined*");
        FluentActions
            .Invoking(() =>
                new DistributedMixtralConfig() with
                {
                    ExtraAttributes = new Dictionary<string, JsonElement> { ["note"] = default },
                }
            )
            .Should()
            .Throw<ArgumentException>();
    }
}
