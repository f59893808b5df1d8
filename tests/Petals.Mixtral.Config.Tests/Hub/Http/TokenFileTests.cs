namespace Petals.Mixtral.Config.Tests.Hub.Http;

/// <summary>The token file. A public model needs no token, so a file that cannot be read is only a warning.</summary>
public sealed class TokenFileTests : HubTest
{
    private const UnixFileMode Owner = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private string TokenPath => Folder.Combine("token");

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        Variables["HF_TOKEN_PATH"] = TokenPath;
    }

    [Theory]
    [Needs(Links)]
    [InlineData("token")]
    [InlineData("/dev/zero")]
    [InlineData("/proc/self/mem")]
    public void A_token_file_that_cannot_be_opened_is_a_warning(string target)
    {
        SymbolicLinks.ToFile(TokenPath, target);

        ShouldWarn("");
    }

    [Fact]
    public void A_token_file_that_is_too_large_is_not_read()
    {
        Folder.Write("token", new string('x', 100_000));

        ShouldWarn($"'{TokenPath}' has 100000 bytes; at most 65536 are read");
    }

    [Theory]
    [Needs(Modes, Unix)]
    [InlineData(UnixFileMode.None, false)]
    [InlineData(UnixFileMode.GroupRead, true)]
    [InlineData(UnixFileMode.OtherRead, true)]
    public void A_token_file_that_others_can_read_is_used_with_a_warning(UnixFileMode others, bool warns)
    {
        Write(Owner | others);
        string warning = $"Others can read the token file {TokenPath}. Run 'chmod 600' on it.";

        ShouldSend("Bearer hf_x", warns ? [warning] : []);
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

    [Fact]
    public void A_token_of_more_than_4096_characters_is_refused()
    {
        ShouldLoad(Options with { Token = new string('x', 4096) });
        Fail<HubValidationException>(Forced with { Token = new string('x', 4097) })
            .Message.Should()
            .StartWith("The access token from the option Token is not valid.");
    }

    private void Write(UnixFileMode mode)
    {
        Folder.Write("token", "hf_x");
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(TokenPath, mode);
        }
    }

    private void ShouldSend(string? token, params string[] warnings)
    {
        Load();
        Tokens.Should().HaveCount(2).And.AllBe(token);
        Warnings.Should().Equal(warnings);
    }

    private void ShouldWarn(string reason)
    {
        Load();
        Tokens.Should().Equal(null, null);
        Warnings
            .Should()
            .ContainSingle()
            .Which.Should()
            .StartWith($"The token file {TokenPath} cannot be read, so no token is sent: {reason}");
    }
}
