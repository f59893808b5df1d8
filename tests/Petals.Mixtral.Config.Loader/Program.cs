using System.CommandLine;
using Petals.Mixtral.Config;
using Petals.Mixtral.Config.Loader;

// Prints the token that a Mixtral model predicts after some tokens, and how far each stage is from transformers.
var model = new Argument<string>("MODEL") { Description = "A directory, or a repo id in the cache." };
var ids = new Option<string>("--ids") { Description = "The tokens, such as 1,17,42.", Required = true };
var cache = new Option<string?>("--cache-dir") { Description = "The cache directory." };
var command = new RootCommand("Predicts the next token with a Mixtral model.") { model, ids, cache };
command.SetAction(result =>
{
    try
    {
        int[] inputIds =
        [
            .. result.GetRequiredValue(ids).Split(',').Select(id => int.Parse(id, CultureInfo.InvariantCulture)),
        ];
        return Run(result.GetRequiredValue(model), inputIds, result.GetValue(cache));
    }
    catch (Exception exception)
        when (exception
                is PretrainedConfigException
                    or NotSupportedException
                    or FormatException
                    or ArgumentOutOfRangeException
        )
    {
        Console.Error.WriteLine($"error: {exception.Message}");
        return 1;
    }
});
return command.Parse(args).Invoke();

static int Run(string model, int[] inputIds, string? cacheDirectory)
{
    using var mixtral = MixtralModel.Load(model, new PretrainedLoadOptions { CacheDirectory = cacheDirectory });
    ForwardPass pass = mixtral.Forward(inputIds);
    ExpectedPass? expected =
        ExpectedPass.TryRead(model) is { } read && read.InputIds.SequenceEqual(inputIds) ? read : null;
    (string Stage, float Difference)[] differences = expected is null ? [] : [.. expected.Compare(pass)];
    foreach ((string stage, float difference) in differences)
    {
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{stage}: difference {difference:0.000000}"));
    }

    if (expected is not null)
    {
        Console.WriteLine($"experts: {(expected.HasSameExperts(pass) ? "the same" : "different")}");
    }

    Console.WriteLine($"next token {pass.NextToken}");
    if (expected is not null)
    {
        float largest = differences.Max(stage => stage.Difference);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"largest difference {largest:0.000000}"));
    }

    return 0;
}
