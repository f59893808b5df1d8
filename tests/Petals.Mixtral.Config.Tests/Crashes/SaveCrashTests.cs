namespace Petals.Mixtral.Config.Tests.Crashes;

/// <summary>After a crash at any step of a save, the directory has the old config or the new one.</summary>
public sealed class SaveCrashTests : CacheTest
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_crash_during_a_save_leaves_the_old_config_or_the_new_one(bool hasOld)
    {
        string model = Folder.Combine("model");
        Directory.CreateDirectory(model);
        if (hasOld)
        {
            new MixtralConfig { HiddenSize = 32 }.SavePretrained(model);
        }

        WriteTrace trace = WriteTrace.Record(
            model,
            observer => WriteTrace.Save(new MixtralConfig { HiddenSize = 64 }, model, observer)
        );

        CrashModel.Complete(trace).ToString().Should().Be(trace.End.ToString(), "nothing else is written");
        trace.Steps.Select(step => step.Kind).Should().Equal("Flush", "Rename", "FlushDirectory");
        foreach ((string description, FileTree tree) in CrashModel.States(trace))
        {
            string copy = Folder.Combine(Guid.NewGuid().ToString("N"));
            tree.WriteTo(copy);
            string because = $"{description}: {tree}";
            if (hasOld || tree.Entries.ContainsKey("config.json"))
            {
                MixtralConfig.FromPretrained(copy).HiddenSize.Should().BeOneOf([32, 64], because);
            }
            else
            {
                Fail<ConfigNotFoundException>(() => MixtralConfig.FromPretrained(copy));
            }

            new MixtralConfig { HiddenSize = 8 }.SavePretrained(copy);
            MixtralConfig.FromPretrained(copy).HiddenSize.Should().Be(8, because);
        }
    }
}
