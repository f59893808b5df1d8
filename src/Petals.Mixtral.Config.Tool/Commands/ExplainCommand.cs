using System.CommandLine;
using Petals.Mixtral.Config.Texts;
using Petals.Mixtral.Config.Tool.Output;

namespace Petals.Mixtral.Config.Tool.Commands;

/// <summary><c>mixtral-config explain MODEL</c>: how a model is found, or why it is not.</summary>
internal static class ExplainCommand
{
    public static Command Create(TextWriter output, TextWriter error)
    {
        var model = new ModelArgument();
        var json = new JsonOption();
        var options = new LocationOptions(error);
        var command = new Command(
            "explain",
            "Explains how a model is found: the environment variables, the places that are searched, and the requests "
                + "that loading would send to the Hub. It sends none."
        )
        {
            model,
            json,
        };
        options.AddTo(command);
        command.SetAction(arguments =>
        {
            try
            {
                var resolution = ModelResolution.Explain(arguments.GetRequiredValue(model), options.Read(arguments));
                if (arguments.GetValue(json))
                {
                    JsonOutput.Write(output, resolution);
                }
                else
                {
                    Print(resolution, new TableWriter(output));
                }

                return resolution.IsLoadable ? ExitCode.Done : ExitCode.Finding;
            }
            catch (ArgumentException exception)
            {
                throw new UsageException("The model is blank; give a path or a repo id.", exception);
            }
        });
        return command;
    }

    private static void Print(ModelResolution resolution, TableWriter writer)
    {
        writer.Write(
            Printable.Of(resolution.Model),
            [],
            [
                [
                    "outcome",
                    writer.Result(Printable.Of(ToolWords.Translate(resolution.Outcome)), resolution.IsLoadable),
                ],
                ["file", Printable.Of(resolution.Path ?? "none on this machine")],
                ["commit", resolution.CommitHash ?? "unknown"],
            ]
        );
        writer.Write(
            "Variables",
            ["name", "value", "decides"],
            resolution.Variables.Select(variable =>
                (string[])[variable.Name, Printable.Of(variable.Value ?? "(not set)"), variable.Decides ?? ""]
            )
        );
        Write(
            writer,
            "Places, in order",
            ["place", "found"],
            resolution.Places.Select(place =>
                (string[])[Printable.Of(place.Path), Printable.Of(ToolWords.Translate(place.Finding))]
            )
        );
        Write(writer, "Requests", [], resolution.Requests.Select(request => (string[])[Printable.Of(request)]));
    }

    private static void Write(
        TableWriter writer,
        string title,
        IReadOnlyList<string> columns,
        IEnumerable<string[]> rows
    )
    {
        string[][] all = [.. rows];
        writer.Write(
            title,
            all.Length == 0 ? [] : columns,
            all.Length == 0
                ?
                [
                    ["none"],
                ]
                : all
        );
    }
}
