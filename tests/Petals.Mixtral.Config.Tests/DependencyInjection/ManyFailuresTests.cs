namespace Petals.Mixtral.Config.Tests.DependencyInjection;

public sealed class ManyFailuresTests
{
    private const int MaxMessageLength = 20_000;

    [Fact]
    public void The_message_of_a_container_is_short_even_if_each_of_many_peers_is_invalid()
    {
        string peers = string.Join(',', Enumerable.Repeat("\"\"", 100_000));
        using var directory = new TempDirectory();
        directory.Write("config.json", $$"""{"initial_peers": [{{peers}}], "blocked_servers": [{{peers}}]}""");

        OptionsValidationException exception = Fail(services => services.AddDistributedMixtralConfig(directory.Path));

        exception.Message.Length.Should().BeLessThan(MaxMessageLength);
        exception.Failures.Should().Contain(failure => failure.Contains("99990 more items"));
    }

    [Fact]
    public void The_failures_of_a_program_s_own_validator_are_cut_and_counted()
    {
        OptionsValidationException exception = Fail(services =>
        {
            services.AddTiny();
            services.AddSingleton<IValidateOptions<DistributedMixtralConfig>>(new ManyFailures());
        });

        exception.Failures.Should().HaveCount(101).And.HaveElementAt(99, "99").And.EndWith("and 900 more");
    }

    private static OptionsValidationException Fail(Action<IServiceCollection> register)
    {
        using ServiceProvider provider = Container.Build(register);
        return Throws<OptionsValidationException>(provider.Config);
    }

    private sealed class ManyFailures : IValidateOptions<DistributedMixtralConfig>
    {
        public ValidateOptionsResult Validate(string? name, DistributedMixtralConfig options) =>
            ValidateOptionsResult.Fail(Enumerable.Range(0, 1000).Select(i => i.ToString(CultureInfo.InvariantCulture)));
    }
}
