using Petals.Mixtral.Config.Tests.Support;

namespace Petals.Mixtral.Config.Tests.Loading;

/// <summary>These set the working directory of the test process, and so run alone.</summary>
[Collection(nameof(ProcessEnvironment))]
public sealed class WorkingDirectoryTests
{
    [Fact]
    public void A_working_directory_that_is_gone_makes_a_relative_path_no_worse_an_error()
    {
        string workingDirectory = Environment.CurrentDirectory;
        using (var directory = new TempDirectory())
        {
            Environment.CurrentDirectory = directory.Path;
        }

        try
        {
            FluentActions.Invoking(() => DistributedMixtralConfig.FromPretrained("./x")).Should().Throw<ConfigNotFoundException>();
        }
        finally
        {
            Environment.CurrentDirectory = workingDirectory;
        }
    }
}
