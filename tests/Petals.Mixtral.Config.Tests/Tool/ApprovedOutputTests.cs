using Petals.Mixtral.Config.Tool;
using Petals.Mixtral.Config.Tool.Output;

namespace Petals.Mixtral.Config.Tests.Tool;

/// <summary>The whole output of the tool on terminals of different widths, and the pictures of its page.</summary>
public sealed class ApprovedOutputTests
{
    private const string Model = "mistralai/Mixtral-8x7B-v0.1";

    private static readonly string[][] Commands =
    [
        ["show", Model],
        ["show", MicroModel.Repo, "--all"],
        ["diff", Model, "mistralai/Mixtral-8x22B-v0.1"],
        ["validate", MicroModel.Repo, "--dht-prefix", "my.swarm", "--set", "num_key_value_heads=3"],
        ["plan", Model, "--memory", "24GiB", "--quant", "nf4"],
        ["plan", Model, "--memory", "1GiB"],
        ["blocks", MicroModel.Repo],
        ["blocks", MicroModel.Repo, "--block", "1", "--layout", "transformers5"],
        ["verify", MicroModel.Repo],
        ["verify", MicroModel.Repo, "--set", "num_key_value_heads=1"],
    ];

    [Theory]
    [InlineData(80)]
    [InlineData(140)]
    public void The_output_is_as_approved(int width)
    {
        var captured = new StringBuilder();
        foreach (string[] command in Commands)
        {
            captured.Append(CultureInfo.InvariantCulture, $"$ mixtral-config {string.Join(' ', command)}\n");
            captured.Append(Run(width, hasColor: false, command)).Append('\n');
        }

        ShouldBeApproved($"output-{width}.txt", captured.ToString());
    }

    [Theory]
    [InlineData("show.svg", "show", Model)]
    [InlineData("plan.svg", "plan", Model, "--memory", "24GiB", "--quant", "nf4")]
    public void The_pictures_show_the_output(string picture, params string[] command)
    {
        const int Width = 100;
        string output = Run(Width, hasColor: true, command);

        ShouldBeApproved(picture, SvgPicture.Draw($"$ mixtral-config {string.Join(' ', command)}\n{output}"));
    }

    private static void ShouldBeApproved(string name, string received)
    {
        string approved = Fixtures.Path("tool", name);
        ApprovedFile.ShouldBe(
            $"tests/fixtures/tool/{name}",
            File.Exists(approved) ? File.ReadAllText(approved) : "",
            received
        );
    }

    private static string Run(int width, bool hasColor, string[] command)
    {
        using var output = new StringWriter { NewLine = "\n" };
        using var terminal = new TerminalWriter(output, width, hasColor) { NewLine = "\n" };
        using var error = new StringWriter();
        MixtralConfigTool.Run([.. command, "--cache-dir", Fixtures.Hub, "--offline"], terminal, error);
        error.ToString().Should().BeEmpty();
        return output
            .ToString()
            .Replace(Fixtures.Hub, "tests/fixtures/hub", StringComparison.Ordinal)
            .Replace('\\', '/');
    }
}
