using Petals.Mixtral.Config.Calls;

namespace Petals.Mixtral.Config.Hub.Http;

/// <summary>Sends one request, and makes of each way in which it may go without an answer what it means.</summary>
internal sealed class RequestSender(HttpClient client, HubFileAddress file)
{
    /// <param name="mode">How to wait.</param>
    /// <param name="request">The request, which is disposed of.</param>
    /// <param name="timeout">How long to wait for the head of the answer.</param>
    /// <exception cref="HubException">There is no answer, or the client cannot be used.</exception>
    public async ValueTask<HttpResponseMessage> SendAsync(CallMode mode, HttpRequestMessage request, TimeSpan timeout)
    {
        Uri url = request.RequestUri!;
        using (request)
        using (var deadline = CancellationTokenSource.CreateLinkedTokenSource(mode.Cancellation))
        {
            deadline.CancelAfter(timeout);
            try
            {
                HttpResponseMessage response = await mode.SendAsync(client, request, deadline.Token)
                    .ConfigureAwait(false);
                ThrowIfSentOn(response, url);
                return response;
            }
            catch (OperationCanceledException exception)
            {
                mode.Cancellation.ThrowIfCancellationRequested();
                throw HubErrors.Unreachable(
                    file,
                    url,
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"there was no answer within {timeout.TotalSeconds:0.###} s"
                    ),
                    exception
                );
            }
            catch (Exception exception)
                when (exception
                        is HttpRequestException
                            or IOException
                            or System.Net.Sockets.SocketException
                            or TimeoutException
                )
            {
                throw HubErrors.Unreachable(file, url, file.Show(exception.GetBaseException().Message), exception);
            }
            catch (NotSupportedException exception) when (!mode.IsAsync)
            {
                throw HubErrors.CannotBlock(file, exception);
            }
            catch (Exception exception) when (exception is not PretrainedConfigException)
            {
                // A handler of the caller's may throw anything.
                throw new HubException(
                    $"The Hub cannot be asked: {file.Show(exception.Message)}",
                    file.Show(exception)
                );
            }
        }
    }

    /// <summary>A client of the caller's may follow redirects by itself, past every rule here.</summary>
    private void ThrowIfSentOn(HttpResponseMessage response, Uri url)
    {
        Uri answered = response.RequestMessage?.RequestUri ?? url;
        if (answered != url)
        {
            response.Dispose();
            throw new HubException(
                $"The HttpClient that was given followed a redirect to {file.Show(answered)} by itself. Give its "
                    + "handler AllowAutoRedirect = false: redirects are followed here, where the token is kept from "
                    + "other hosts."
            );
        }
    }
}
