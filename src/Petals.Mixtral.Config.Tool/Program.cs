using Petals.Mixtral.Config.Tool;
using Petals.Mixtral.Config.Tool.Output;

#pragma warning disable CA2000 // Dispose objects: the console's writers stay open until the process ends.
return MixtralConfigTool.Run(
    args,
    Console.IsOutputRedirected ? Plain(Console.OpenStandardOutput()) : new TerminalWriter(Console.Out),
    Console.IsErrorRedirected ? Plain(Console.OpenStandardError()) : new TerminalWriter(Console.Error)
);

// Always UTF-8, because the code page of a console lacks most characters, and finding it takes a while.
static TextWriter Plain(Stream stream) => TextWriter.Synchronized(new StreamWriter(stream) { AutoFlush = true });
