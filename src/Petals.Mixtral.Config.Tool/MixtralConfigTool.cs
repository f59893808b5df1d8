using System.CommandLine;
using Petals.Mixtral.Config.Texts;
using Petals.Mixtral.Config.Tool.Commands;
using Petals.Mixtral.Config.Tool.Output;

namespace Petals.Mixtral.Config.Tool;

/// <summary>The command line <c>mixtral-config</c>.</summary>
public static class MixtralConfigTool
{
    private const int MaxErrorLength = 8000;

    /// <summary>Runs one command.</summary>
    /// <param name="args">The arguments, such as <c>show mistralai/Mixtral-8x7B-v0.1</c>.</param>
    /// <param name="output">Where the results go.</param>
    /// <param name="error">Where an error goes, as one line.</param>
    /// <returns>One of <see cref="ExitCode"/>.</returns>
    public static int Run(IReadOnlyList<string> args, TextWriter output, TextWriter error)
    {
        ArgumentNullException.ThrowIfNull(args);
        ArgumentNullException.ThrowIfNull(output);
        ArgumentNullException.ThrowIfNull(error);

        var root = new RootCommand(
            "Shows, prints, compares, downloads, explains and validates the configs of Mixtral models for a "
                + "Petals swarm, plans a server's memory, and checks weights."
        )
        {
            ShowCommand.Create(output, error),
            JsonCommand.Create(output, error),
            DiffCommand.Create(output, error),
            DownloadCommand.Create(output, error),
            ExplainCommand.Create(output, error),
            ValidateCommand.Create(output, error),
            PlanCommand.Create(output, error),
            BlocksCommand.Create(output, error),
            VerifyCommand.Create(output, error),
        };
        // No argument is a file of further arguments: a model or a value may begin with '@'.
        ParseResult parsed = root.Parse(args, new ParserConfiguration { ResponseFileTokenReplacer = null });
        if (parsed.Errors.Count > 0)
        {
            return Fail(
                error,
                ExitCode.WrongUsage,
                $"{string.Join(' ', parsed.Errors.Select(fault => fault.Message))} See 'mixtral-config --help'."
            );
        }

        try
        {
            return parsed.Invoke(
                new InvocationConfiguration
                {
                    Output = output,
                    Error = error,
                    EnableDefaultExceptionHandler = false,
                }
            );
        }
        catch (UsageException exception)
        {
            return Fail(error, ExitCode.WrongUsage, exception.Message);
        }
        catch (OperationCanceledException)
        {
            return Fail(error, ExitCode.CouldNotLoad, "Cancelled.");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return Fail(error, ExitCode.CouldNotLoad, $"The output could not be written: {exception.Message}");
        }
        catch (PretrainedConfigException exception)
        {
            return Fail(error, ExitCode.CouldNotLoad, exception.Message);
        }
    }

    private static int Fail(TextWriter error, int exitCode, string message)
    {
        try
        {
            error.WriteLine(
                $"mixtral-config: {Printable.Short(ToolWords.Translate(message).ReplaceLineEndings(" "), MaxErrorLength)}"
            );
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // Nobody reads the error; the exit code still says it.
        }

        return exitCode;
    }
}
