using Petals.Mixtral.Config.Tests.Support;

namespace Petals.Mixtral.Config.Tests.Hub.Http;

/// <summary>What cannot be a token is refused before anybody is asked, and the message says where it stands and not
/// what it is.</summary>
public sealed class TokenFaultTests
{
    public static TheoryData<string, string> Values =>
        new()
        {
            { "hf_secret\r\nX: y", "character 10 is not a visible one of ASCII" },
            { "hf_secret\nX", "character 10 is not a visible one of ASCII" },
            { "hf_secret word", "character 10 is not a visible one of ASCII" },
            { "hf_secret\0", "character 10 is not a visible one of ASCII" },
            { "hf_secret\u001b[2J", "character 10 is not a visible one of ASCII" },
            { "hf_secretä", "character 10 is not a visible one of ASCII" },
            { "hf_secret\uFEFFx", "character 10 is not a visible one of ASCII" },
            { $"hf_secret{new string('x', 10_000)}", "10009 characters, of at most 4096" },
        };

    [Theory]
    [MemberData(nameof(Values))]
    public async Task In_the_option(string value, string fault)
    {
        await using HubFixture fixture = await HubFixture.WithTinyModelAsync();

        HubValidationException exception = await fixture.FailAsync<HubValidationException>(options =>
            options with
            {
                Token = value,
            }
        );

        Check(fixture, exception, $"The access token from the option Token is not valid: {fault}.*");
    }

    [Theory]
    [MemberData(nameof(Values))]
    public async Task In_a_variable(string value, string fault)
    {
        await using HubFixture fixture = await HubFixture.WithTinyModelAsync();
        foreach (string variable in (string[])["HF_TOKEN", "HUGGING_FACE_HUB_TOKEN"])
        {
            fixture.Variables.Clear();
            fixture.Variables[variable] = value;

            HubValidationException exception = await fixture.FailAsync<HubValidationException>();

            Check(fixture, exception, $"The access token from the variable {variable} is not valid: {fault}.*");
        }
    }

    [Theory]
    [MemberData(nameof(Values))]
    public async Task In_a_file(string value, string fault)
    {
        await using HubFixture fixture = await HubFixture.WithTinyModelAsync();
        string path = fixture.Directory.Write(".cache/huggingface/token", value);

        HubValidationException exception = await fixture.FailAsync<HubValidationException>();

        Check(fixture, exception, $"The access token from the file '{path}' is not valid: {fault}.*");
    }

    [Fact]
    public async Task In_a_file_that_is_no_text()
    {
        await using HubFixture fixture = await HubFixture.WithTinyModelAsync();
        string path = fixture.Directory.Write(".cache/huggingface/token", "");
        await File.WriteAllBytesAsync(
            path,
            System.Text.Encoding.Unicode.GetBytes("hf_secret"),
            TestContext.Current.CancellationToken
        );

        HubValidationException exception = await fixture.FailAsync<HubValidationException>();

        Check(fixture, exception, $"The access token from the file '{path}' is not valid: character 2 *");
    }

    private static void Check(HubFixture fixture, HubValidationException exception, string message)
    {
        exception.Message.Should().Match(message).And.NotContain("\n");
        exception.ToString().Should().NotContain("secret");
        fixture.Log.Entries.Should().NotContain(entry => entry.Message.Contains("secret", StringComparison.Ordinal));
        fixture.Hub.Requests.Should().BeEmpty();
        fixture.Tree().Should().BeEmpty();
    }
}
