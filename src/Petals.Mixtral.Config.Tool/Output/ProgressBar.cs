using Petals.Mixtral.Config.Hub;
using Spectre.Console;

namespace Petals.Mixtral.Config.Tool.Output;

/// <summary>Shows how far a download has come, where the error stream is a terminal.</summary>
internal sealed class ProgressBar(TextWriter error)
{
    /// <summary>Does the work, with the bar to tell of it; <see langword="null"/> where nobody would see one.</summary>
    public async Task<T> RunAsync<T>(string title, Func<IProgress<DownloadProgress>?, Task<T>> work)
    {
        if (error is not TerminalWriter terminal)
        {
            return await work(null).ConfigureAwait(false);
        }

        IAnsiConsole console = AnsiConsole.Create(
            new AnsiConsoleSettings { Out = new AnsiConsoleOutput(terminal.Inner) }
        );
        return await console
            .Progress()
            .AutoClear(true)
            .Columns(
                new TaskDescriptionColumn(),
                new ProgressBarColumn(),
                new PercentageColumn(),
                new DownloadedColumn(),
                new TransferSpeedColumn(),
                new RemainingTimeColumn()
            )
            .StartAsync(context => work(new Bar(context.AddTask(Markup.Escape(title)))))
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
