return Petals.Mixtral.Config.Fuzz.FuzzCommand.Run(args);
