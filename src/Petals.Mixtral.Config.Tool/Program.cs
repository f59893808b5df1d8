using Petals.Mixtral.Config.Tool;
using Petals.Mixtral.Config.Tool.Output;

return MixtralConfigTool.Run(
    args,
    TerminalWriter.Wrap(Console.Out, Console.IsOutputRedirected),
    TerminalWriter.Wrap(Console.Error, Console.IsErrorRedirected)
);
