using Microsoft.Extensions.Logging;
using Petals.Mixtral.Config.Tests.Support;

namespace Petals.Mixtral.Config.Tests.Hub.Http;

/// <summary>A token file that is missing or cannot be read is no reason to fail: a public model needs no
/// token.</summary>
public sealed class TokenFileTests : IAsyncLifetime
{
    private HubFixture _fixture = null!;

    private string TokenPath => _fixture.Directory.Combine("token");

    public async ValueTask InitializeAsync()
    {
        _fixture = await HubFixture.WithTinyModelAsync();
        _fixture.Variables["HF_TOKEN_PATH"] = TokenPath;
    }

    public ValueTask DisposeAsync() => _fixture.DisposeAsync();

    [Fact]
    public void None_is_no_token_and_nothing_to_warn_of()
    {
        Sent().Should().BeNull();
        Warnings().Should().BeEmpty();
    }

    [Fact]
    [Needs(SystemFeature.Links)]
    public void A_link_to_nothing_is_none()
    {
        SymbolicLinks.ToFile(TokenPath, "nothing");

        Sent().Should().BeNull();
        Warnings().Should().BeEmpty();
    }

    [Fact]
    public void A_directory_is_warned_of()
    {
        Directory.CreateDirectory(TokenPath);

        Sent().Should().BeNull();
        Warnings()
            .Should()
            .ContainSingle()
            .Which.Should()
            .StartWith(
                $"The token file {TokenPath} cannot be read, so no token is sent: '{TokenPath}' is a directory."
            );
    }

    [Fact]
    public void One_that_is_empty_is_warned_of()
    {
        _fixture.Directory.Write("token", "");

        Sent().Should().BeNull();
        Warnings()
            .Should()
            .ContainSingle()
            .Which.Should()
            .StartWith($"The token file {TokenPath} cannot be read, so no token is sent: ");
    }

    [Theory]
    [Needs(SystemFeature.Links)]
    [InlineData("token")]
    [InlineData("/dev/zero")]
    [InlineData("/proc/self/mem")]
    public void One_that_does_not_open_is_warned_of(string target)
    {
        SymbolicLinks.ToFile(TokenPath, target);

        Sent().Should().BeNull();
        Warnings()
            .Should()
            .ContainSingle()
            .Which.Should()
            .StartWith($"The token file {TokenPath} cannot be read, so no token is sent: ");
    }

    [Fact]
    public void One_that_is_far_too_large_is_warned_of_and_not_read()
    {
        _fixture.Directory.Write("token", new string('x', 100_000));

        Sent().Should().BeNull();
        Warnings().Should().ContainSingle().Which.Should().Contain("has 100000 bytes; at most 65536 are read");
    }

    [Theory]
    [InlineData(UnixFileMode.GroupRead)]
    [InlineData(UnixFileMode.OtherRead)]
    public void One_that_others_may_read_is_warned_of_and_used(UnixFileMode others)
    {
        Write("hf_x", UnixFileMode.UserRead | UnixFileMode.UserWrite | others);

        Sent().Should().Be("Bearer hf_x");
        Warnings().Should().Equal($"Others can read the token file {TokenPath}; run 'chmod 600' on it");
    }

    [Fact]
    public void One_that_only_its_owner_may_read_is_used()
    {
        Write("hf_x", UnixFileMode.UserRead | UnixFileMode.UserWrite);

        Sent().Should().Be("Bearer hf_x");
        Warnings().Should().BeEmpty();
    }

    [Fact]
    public void A_variable_that_is_not_a_path_is_an_error()
    {
        _fixture.Variables["HF_TOKEN_PATH"] = "~nobody/token";

        FluentActions
            .Invoking(Sent)
            .Should()
            .ThrowExactly<HubException>()
            .WithMessage(
                "The token file '~nobody/token', from the variable HF_TOKEN_PATH, is not a path: its home directory "
                    + "is not known.*"
            );
    }

    [Fact]
    public void The_home_directory_and_variables_in_the_path_are_expanded()
    {
        Write("hf_x", UnixFileMode.UserRead);
        _fixture.Variables["NAME"] = "token";
        _fixture.Variables["HF_TOKEN_PATH"] = "~/$NAME";

        Sent().Should().Be("Bearer hf_x");
    }

    private void Write(string token, UnixFileMode mode)
    {
        _fixture.Directory.Write("token", token);
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(TokenPath, mode);
        }
    }

    private string? Sent()
    {
        DistributedMixtralConfig.FromPretrained(HubCacheBuilder.Repo, options: _fixture.Options);
        return _fixture.Hub.Requests.Select(request => request.Authorization).Distinct().Should().ContainSingle().Which;
    }

    private IEnumerable<string> Warnings() =>
        _fixture.Log.Entries.Where(entry => entry.Level == LogLevel.Warning).Select(entry => entry.Message);
}
