using System.CommandLine;
using Petals.Mixtral.Config.Texts;
using Petals.Mixtral.Config.Tool.Commands;
using Petals.Mixtral.Config.Tool.Output;

namespace Petals.Mixtral.Config.Tool;

/// <summary>The command line <c>mixtral-config</c>.</summary>
public static class MixtralConfigTool
{
    private const string Description =
        "Shows, prints, compares, downloads, explains and validates the configs of Mixtral models for a Petals swarm, "
        + "plans a server's memory, and checks weights.";

    /// <summary>Runs one command.</summary>
    /// <param name="args">The arguments, such as <c>show mistralai/Mixtral-8x7B-v0.1</c>.</param>
    /// <param name="output">Where the results go.</param>
    /// <param name="error">Receives an error: one line, or several if it is a
    /// <see cref="Output.TerminalWriter"/>.</param>
    /// <returns>One of <see cref="ExitCode"/>.</returns>
    public static int Run(IReadOnlyList<string> args, TextWriter output, TextWriter error)
    {
        ArgumentNullException.ThrowIfNull(args);
        ArgumentNullException.ThrowIfNull(output);
        ArgumentNullException.ThrowIfNull(error);

        // RootCommand also has directives, which shell completion needs. Creating it takes half as long as loading a
        // config.
        Command root = args is [['[', ..], ..]
            ? new RootCommand(Description)
            : new Command("mixtral-config", Description) { ToolHelp.CreateOption(), ToolVersion.CreateOption() };
        Command[] commands =
        [
            ShowCommand.Create(output, error),
            JsonCommand.Create(output, error),
            DiffCommand.Create(output, error),
            DownloadCommand.Create(output, error),
            ExplainCommand.Create(output, error),
            ValidateCommand.Create(output, error),
            PlanCommand.Create(output, error),
            BlocksCommand.Create(output, error),
            VerifyCommand.Create(output, error),
        ];
        Array.ForEach(commands, root.Add);

        // No argument is a file of further arguments: a model or a value may begin with '@'.
        ParseResult parsed = root.Parse(
            args.Count == 0 ? ["--help"] : args,
            new ParserConfiguration { ResponseFileTokenReplacer = null }
        );
        if (parsed.Errors.Count > 0)
        {
            // After an unknown word, the parser also reports what it misses because of it.
            string fault = parsed.UnmatchedTokens is [var token, ..]
                ? $"Unrecognized command or argument '{token}'."
                : string.Join(' ', parsed.Errors.Select(missing => missing.Message));
            return ToolError.Write(error, ExitCode.WrongUsage, $"{fault} {Suggest(parsed)}");
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
            return ToolError.Write(error, ExitCode.WrongUsage, exception.Message);
        }
        catch (OperationCanceledException)
        {
            return ToolError.Write(error, ExitCode.Interrupted, "Interrupted.");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return ToolError.Write(
                error,
                ExitCode.CouldNotLoad,
                $"The output could not be written: {exception.Message}"
            );
        }
        catch (PretrainedConfigException exception)
        {
            return ToolError.Write(error, ExitCode.CouldNotLoad, ToolWords.Translate(exception.Message));
        }
    }

    private static string Suggest(ParseResult parsed)
    {
        Command command = parsed.CommandResult.Command;
        string[] names =
        [
            .. command.Subcommands.Select(subcommand => subcommand.Name),
            .. command.Options.Select(option => option.Name),
        ];
        return
            parsed.UnmatchedTokens is [var token, ..]
            && (NearestName.Of(token, names) ?? Array.Find(names, name => HasSameLetters(name, token))) is { } nearest
            ? $"Did you mean '{nearest}'?"
            : "See 'mixtral-config --help'.";

        static bool HasSameLetters(string name, string token) =>
            name.Length == token.Length && name.Order().SequenceEqual(token.Order());
    }
}
