using Petals.Mixtral.Config.Tool;
using Petals.Mixtral.Config.Tool.Output;

if (OperatingSystem.IsWindows() && (Console.IsOutputRedirected || Console.IsErrorRedirected))
{
    // The code page of a console lacks most characters.
    Console.OutputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
}

return MixtralConfigTool.Run(
    args,
    TerminalWriter.Wrap(Console.Out, Console.IsOutputRedirected),
    TerminalWriter.Wrap(Console.Error, Console.IsErrorRedirected)
);
