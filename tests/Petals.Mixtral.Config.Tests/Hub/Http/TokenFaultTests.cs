using Petals.Mixtral.Config.Tests.Support;

namespace Petals.Mixtral.Config.Tests.Hub.Http;

/// <summary>An invalid token is refused before any request. The message names its place and not its value.</summary>
public sealed class TokenFaultTests : HubTest
{
    private const string NotVisible = "character 10 is not a visible one of ASCII";

    public static TheoryData<string, string> Values =>
        new()
        {
            { "hf_secret\r\nX: y", NotVisible },
            { "hf_secret\nX", NotVisible },
            { "hf_secret word", NotVisible },
            { "hf_secret\0", NotVisible },
            { "hf_secret\u001b[2J", NotVisible },
            { "hf_secretä", NotVisible },
            { "hf_secret\uFEFFx", NotVisible },
            { $"hf_secret{new string('x', 10_000)}", "10009 characters, of at most 4096" },
        };

    [Theory]
    [MemberData(nameof(Values))]
    public async Task An_invalid_token_is_refused_in_every_place(string value, string fault)
    {
        await ShouldRefuseAsync($"option Token is not valid: {fault}.", Options with { Token = value });
        foreach (string variable in (string[])["HF_TOKEN", "HUGGING_FACE_HUB_TOKEN"])
        {
            Variables[variable] = value;
            await ShouldRefuseAsync($"variable {variable} is not valid: {fault}.");
            Variables.Clear();
        }

        string path = Folder.Write(".cache/huggingface/token", value);
        await ShouldRefuseAsync($"file '{path}' is not valid: {fault}.");
    }

    [Fact]
    public async Task A_token_file_in_UTF_16_is_refused()
    {
        string path = Folder.Write(".cache/huggingface/token", "");
        await File.WriteAllBytesAsync(path, Encoding.Unicode.GetBytes(Token), Cancellation);

        await ShouldRefuseAsync($"file '{path}' is not valid: character 2 ");
    }

    private async Task ShouldRefuseAsync(string message, PretrainedLoadOptions? options = null)
    {
        HubValidationException exception = await FailAsync<HubValidationException>(options);
        exception.Message.Should().StartWith($"The access token from the {message}").And.NotContain("\n");
        exception.ToString().Should().NotContain("secret");
        Log.Entries.Should().NotContain(entry => entry.Message.Contains("secret"));
        Hub.Requests.Should().BeEmpty();
        Fixture.Tree().Should().BeEmpty();
    }
}
