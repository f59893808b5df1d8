using Microsoft.Extensions.Configuration;
using Petals.Mixtral.Config.Tests.Support;

namespace Petals.Mixtral.Config.Tests.Options;

[Collection(nameof(ProcessEnvironment))]
public sealed class EnvironmentVariableTests
{
    [Fact]
    public void An_environment_variable_is_a_source_like_any_other()
    {
        (string Name, string Value)[] variables =
        [
            ("Petals__Client__MaxRetries", "3"),
            ("PETALS__CLIENT__INITIALPEERS__0", "a"),
            ("Petals__Client__BanTimeout", "00:00:20"),
        ];
        try
        {
            Array.ForEach(variables, variable => Environment.SetEnvironmentVariable(variable.Name, variable.Value));
            DistributedMixtralOptions options = TinyOptions.New();

            options.Bind(new ConfigurationBuilder().AddEnvironmentVariables().Build().GetSection("Petals"));

            DistributedMixtralConfig config = options.Build();
            config.MaxRetries.Should().Be(3);
            config.InitialPeers.Should().Equal("a");
            config.BanTimeout.Should().Be(TimeSpan.FromSeconds(20));
        }
        finally
        {
            Array.ForEach(variables, variable => Environment.SetEnvironmentVariable(variable.Name, null));
        }
    }
}
