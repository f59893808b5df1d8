using Petals.Mixtral.Config.Calls;

namespace Petals.Mixtral.Config.Hub.Http;

/// <summary>Sends one request, and turns every failure into a <see cref="HubException"/>.</summary>
internal sealed class RequestSender(HttpClient client, HubFileAddress file)
{
    /// <param name="mode">How to wait.</param>
    /// <param name="request">The request, which this method disposes.</param>
    /// <param name="timeout">How long to wait for the headers of the response.</param>
    /// <exception cref="HubException">There is no response, or the client cannot be used.</exception>
    public async ValueTask<HttpResponseMessage> SendAsync(CallMode mode, HttpRequestMessage request, TimeSpan timeout)
    {
        Uri url = request.RequestUri!;
        using (request)
        using (var deadline = new NetworkDeadline(mode, timeout))
        {
            try
            {
                HttpResponseMessage response = await deadline
                    .WaitAsync(() => mode.SendAsync(client, request, deadline.Token))
                    .ConfigureAwait(false);
                if (response.RequestMessage?.RequestUri is null)
                {
                    response.RequestMessage = request; // The caller's handler did not set it.
                }

                ThrowIfRedirected(response, url);
                return response;
            }
            catch (OperationCanceledException exception)
            {
                mode.Cancellation.ThrowIfCancellationRequested();
                throw HubErrors.Unreachable(
                    file,
                    url,
                    $"there was no answer within {HubTimeouts.Describe(timeout)}",
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
                // The caller's handler may throw any exception.
                throw new HubException(
                    $"The Hub cannot be asked: {file.Show(exception.Message)}",
                    file.Show(exception)
                );
            }
        }
    }

    /// <summary>The caller's client may follow redirects itself and bypass <see cref="RedirectRules"/>.</summary>
    private void ThrowIfRedirected(HttpResponseMessage response, Uri url)
    {
        Uri answered = HubHeaders.UrlOf(response);
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
