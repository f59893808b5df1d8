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

    [Fact]
    public void A_missing_token_file_is_not_a_warning() => ShouldSend(null);

    [Fact]
    [Needs(SystemFeature.Links)]
    public void A_token_file_that_is_a_link_to_nothing_counts_as_missing()
    {
        SymbolicLinks.ToFile(TokenPath, "nothing");

        ShouldSend(null);
    }

    [Fact]
    public void A_token_file_that_is_a_directory_is_a_warning()
    {
        Directory.CreateDirectory(TokenPath);

        ShouldWarn($"'{TokenPath}' is a directory.");
    }

    [Fact]
    public void An_empty_token_file_is_a_warning()
    {
        Folder.Write("token", "");

        ShouldWarn("");
    }

    [Theory]
    [Needs(SystemFeature.Links)]
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
    [Needs(SystemFeature.Modes)]
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
    public void An_unknown_home_directory_in_HF_TOKEN_PATH_is_an_error()
    {
        Variables["HF_TOKEN_PATH"] = "~nobody/token";

        Fail<HubException>()
            .Message.Should()
            .StartWith(
                "The token file '~nobody/token', from the variable HF_TOKEN_PATH, is not a path: its home directory "
                    + "is not known. Write the path out."
            );
    }

    [Fact]
    [Needs(SystemFeature.Modes)]
    public void The_home_directory_and_variables_in_HF_TOKEN_PATH_are_expanded()
    {
        Write(Owner);
        Variables["NAME"] = "token";
        Variables["HF_TOKEN_PATH"] = "~/$NAME";

        ShouldSend("Bearer hf_x");
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
