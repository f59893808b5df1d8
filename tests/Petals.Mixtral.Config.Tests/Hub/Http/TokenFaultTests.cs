namespace Petals.Mixtral.Config.Tests.Hub.Http;

/// <summary>An invalid token is refused before any request. The message names its place and not its value.</summary>
public sealed class TokenFaultTests : HubTest
{
    private const string Rule = "is not valid. Set it to the token alone: at most 4096 visible ASCII characters.";

    public static TheoryData<string> Values =>
        [
            "hf_secret\r\nX: y",
            "hf_secret\nX",
            "hf_secret word",
            "hf_secret\0",
            "hf_secret\u001b[2J",
            "hf_secretä",
            "hf_secret\uFEFFx",
            $"hf_secret{new string('x', 10_000)}",
        ];

    [Theory]
    [MemberData(nameof(Values))]
    public async Task An_invalid_token_is_refused_in_every_place(string value)
    {
        await ShouldRefuseAsync($"option Token {Rule}", Options with { Token = value });
        foreach (string variable in (string[])["HF_TOKEN", "HUGGING_FACE_HUB_TOKEN"])
        {
            Variables[variable] = value;
            await ShouldRefuseAsync($"variable {variable} {Rule}");
            Variables.Clear();
        }

        string path = Folder.Write(".cache/huggingface/token", value);
        await ShouldRefuseAsync($"file '{path}' {Rule}");
    }

    [Fact]
    public async Task A_token_file_in_UTF_16_is_refused()
    {
        string path = Folder.Write(".cache/huggingface/token", "");
        await File.WriteAllBytesAsync(path, Encoding.Unicode.GetBytes(Token), Cancellation);

        await ShouldRefuseAsync($"file '{path}' {Rule}");
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
