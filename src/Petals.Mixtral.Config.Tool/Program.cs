using Petals.Mixtral.Config.Tool;

if (OperatingSystem.IsWindows() && (Console.IsOutputRedirected || Console.IsErrorRedirected))
{
    // The code page of a console lacks most characters.
    Console.OutputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
}

return MixtralConfigTool.Run(args, Console.Out, Console.Error);
