using Petals.Mixtral.Config.Tool;
using Petals.Mixtral.Config.Tool.Output;

if (OperatingSystem.IsWindows() && (Console.IsOutputRedirected || Console.IsErrorRedirected))
{
    // The code page of a console lacks most characters.
    Console.OutputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
}

#pragma warning disable CA2000 // Dispose objects: the console's writers stay open until the process ends.
return MixtralConfigTool.Run(
    args,
    TerminalWriter.Wrap(Console.Out, Console.IsOutputRedirected),
    TerminalWriter.Wrap(Console.Error, Console.IsErrorRedirected)
);
