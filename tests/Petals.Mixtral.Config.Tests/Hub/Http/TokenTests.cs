namespace Petals.Mixtral.Config.Tests.Hub.Http;

/// <summary>The places of the access token, and their order.</summary>
public sealed class TokenTests : HubTest
{
    private const string UserFile = ".cache/huggingface/token";

    /// <summary>Every place, first the one that precedes the others. Each is removed in turn.</summary>
    [Fact]
    public void The_option_precedes_the_variables_and_these_precede_the_files()
    {
        Variables["HF_TOKEN"] = "hf_variable";
        Variables["HUGGING_FACE_HUB_TOKEN"] = "hf_older_variable";
        Variables["HF_TOKEN_PATH"] = Folder.Write("own-token", "hf_own_file");
        Variables["HF_HOME"] = Folder.Combine("home");
        Variables["XDG_CACHE_HOME"] = Folder.Combine("xdg");
        Folder.Write("home/token", "hf_home_file");
        Folder.Write("xdg/huggingface/token", "hf_xdg_file");
        string file = Folder.Write(UserFile, "hf_user_file");

        ShouldSend("hf_option", option: "hf_option");
        (string Without, string Expected)[] steps =
        [
            ("", "hf_variable"),
            ("HF_TOKEN", "hf_older_variable"),
            ("HUGGING_FACE_HUB_TOKEN", "hf_own_file"),
            ("HF_TOKEN_PATH", "hf_home_file"),
            ("HF_HOME", "hf_xdg_file"),
            ("XDG_CACHE_HOME", "hf_user_file"),
        ];
        foreach ((string without, string expected) in steps)
        {
            Variables.Remove(without);
            ShouldSend(expected);
        }

        File.Delete(file);
        ShouldSend(null);
    }

    [Theory]
    [InlineData("1", true)]
    [InlineData("on", true)]
    [InlineData("yes", true)]
    [InlineData("true", true)]
    [InlineData("TRUE", true)]
    [InlineData("0", false)]
    [InlineData("off", false)]
    [InlineData("2", false)]
    [InlineData("garbage", false)]
    [InlineData(" ", false)]
    public void HF_HUB_DISABLE_IMPLICIT_TOKEN_disables_every_token_but_the_option(string value, bool isOff)
    {
        Variables["HF_HUB_DISABLE_IMPLICIT_TOKEN"] = value;
        Variables["HUGGING_FACE_HUB_TOKEN"] = "hf_variable";
        Folder.Write(UserFile, "hf_file");

        ShouldSend(isOff ? null : "hf_variable");
        Variables.Remove("HUGGING_FACE_HUB_TOKEN");
        ShouldSend(isOff ? null : "hf_file");
        ShouldSend("hf_option", option: "hf_option");
    }

    [Theory]
    [InlineData("hf_x\n", "hf_x")]
    [InlineData("hf_x\r\n", "hf_x")]
    [InlineData(" \thf_x \n\n", "hf_x")]
    [InlineData("\uFEFFhf_x", "hf_x")]
    [InlineData("\uFEFF hf_x\n", "hf_x")]
    [InlineData("", null)]
    [InlineData("  \n", null)]
    [InlineData("\uFEFF\n", null)]
    public void White_space_and_a_byte_order_mark_around_a_token_are_ignored(string value, string? token)
    {
        ShouldSend(token, option: value);
        Variables["HF_TOKEN"] = value;
        ShouldSend(token);
        Variables["HUGGING_FACE_HUB_TOKEN"] = "hf_next";
        ShouldSend(token ?? "hf_next", option: "");
        Variables.Clear();
        Folder.Write(UserFile, value);
        ShouldSend(token);
    }

    [Fact]
    public void A_cached_file_is_loaded_without_reading_the_token()
    {
        Cache.Ref().File();
        var read = new List<string>();
        var environment = new ConfigEnvironment(
            name =>
            {
                read.Add(name);
                return name.Contains("TOKEN") ? "no token\r\n" : null;
            },
            Folder.Path
        );

        Load(Options with { Environment = environment, Token = "no token" });

        read.Should().NotContain(name => name.Contains("TOKEN"));
        Hub.Requests.Should().BeEmpty();
    }

    private void ShouldSend(string? token, string? option = null)
    {
        Hub.Requests.Clear();
        Load(Forced with { Token = option });
        Tokens.Should().NotBeEmpty().And.AllBe(token is null ? null : $"Bearer {token}");
    }
}
