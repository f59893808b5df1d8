using Petals.Mixtral.Config.Tool;

return MixtralConfigTool.Run(args, Console.Out, Console.Error);
