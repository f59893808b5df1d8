using Petals.Mixtral.Config.Floor;

// The folder of a repo in the cache is the one argument.
Console.Out.Write(PlainLoader.ToJsonString(PlainLoader.FromRepoFolder(args[0])));
