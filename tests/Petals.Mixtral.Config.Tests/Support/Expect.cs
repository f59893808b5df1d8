namespace Petals.Mixtral.Config.Tests.Support;

/// <summary>Short forms of common checks. A static using makes them available to every test.</summary>
internal static class Expect
{
    public static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>Checks that a call throws an exception of a type, and returns the exception.</summary>
    /// <param name="call">The call.</param>
    /// <param name="message">The message, which may contain <c>*</c>.</param>
    /// <param name="parameter">The parameter that an <see cref="ArgumentException"/> names.</param>
    public static T Throws<T>(Func<object?> call, string message = "*", string? parameter = null)
        where T : Exception
    {
        T exception = call.Should().Throw<T>().WithMessage(message).Which;
        if (parameter is not null)
        {
            exception.Should().BeAssignableTo<ArgumentException>().Which.ParamName.Should().Be(parameter);
        }

        return exception;
    }

    /// <summary>The same for a call that returns nothing.</summary>
    public static T Throws<T>(Action call, string message = "*", string? parameter = null)
        where T : Exception =>
        Throws<T>(
            () =>
            {
                call();
                return null;
            },
            message,
            parameter
        );

    /// <summary>The same for a call that is awaited.</summary>
    public static async Task<T> ThrowsAsync<T>(Func<Task> call, string message = "*")
        where T : Exception => (await call.Should().ThrowAsync<T>().WithMessage(message)).Which;

    /// <summary>The result of a call as text, or the type and message of its exception.</summary>
    public static string Outcome(Func<object?> call)
    {
        try
        {
            return call()?.ToString() ?? "null";
        }
        catch (Exception exception) when (exception is PretrainedConfigException or ArgumentException)
        {
            // Versions of .NET give their reasons in different words.
            string? reason = exception.InnerException?.Message.Split(". ", 2)[0];
            int end = reason is null ? -1 : exception.Message.IndexOf(reason);
            return $"{exception.GetType().Name}: {(end < 0 ? exception.Message : exception.Message[..end] + "…")}";
        }
    }

    public static DistributedMixtralConfig Read(string json) => DistributedMixtralConfig.FromJson(json);

    public static System.Text.Json.JsonElement Element(string json) => System.Text.Json.JsonElement.Parse(json);

    public static Dictionary<string, System.Text.Json.JsonElement> Extra(string key, string json) =>
        new() { [key] = Element(json) };
}
