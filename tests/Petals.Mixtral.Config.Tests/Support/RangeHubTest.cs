namespace Petals.Mixtral.Config.Tests.Support;

/// <summary>A test with a Hub that has a repo of weights and sends ranges of its files.</summary>
public abstract class RangeHubTest : HubTest
{
    private protected RangeHub Remote { get; } = new();

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        Hub.Answer = Remote.AnswerAsync;
    }

    private protected ToolRun Run(string command, params string[] arguments) =>
        RunTool([command, RangeHub.Repo, .. arguments]);
}
