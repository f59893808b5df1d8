using Petals.Mixtral.Config.Hub;
using Spectre.Console;

namespace Petals.Mixtral.Config.Tool.Output;

/// <summary>Shows the progress of downloads if the error stream is a terminal.</summary>
internal sealed class ProgressBars(TextWriter error)
{
    /// <summary>Does some work, which adds a bar for each title.</summary>
    public async Task<T> RunAsync<T>(Func<Func<string, IProgress<DownloadProgress>?>, Task<T>> work)
    {
        if (error is not TerminalWriter terminal)
        {
            return await work(_ => null).ConfigureAwait(false);
        }

        IAnsiConsole console = AnsiConsole.Create(
            new AnsiConsoleSettings { Out = new AnsiConsoleOutput(terminal.Inner) }
        );
        return await console
            .Progress()
            .AutoClear(true)
            .HideCompleted(true)
            .Columns(
                new TaskDescriptionColumn(),
                new ProgressBarColumn(),
                new PercentageColumn(),
                new DownloadedColumn(),
                new TransferSpeedColumn(),
                new RemainingTimeColumn()
            )
            .StartAsync(context => work(title => new Bar(context.AddTask(Markup.Escape(title)))))
            .ConfigureAwait(false);
    }

    private sealed class Bar(ProgressTask task) : IProgress<DownloadProgress>
    {
        public void Report(DownloadProgress value)
        {
            task.IsIndeterminate = value.TotalBytes is null;
            task.MaxValue = value.TotalBytes ?? Math.Max(value.BytesReceived, 1);
            task.Value = value.BytesReceived;
        }
    }
}
