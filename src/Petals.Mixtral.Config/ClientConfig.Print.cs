using System.Globalization;
using System.Text;

namespace Petals.Mixtral.Config;

/// <content>Printing, written out because a bad <c>PETALS_MAX_RETRIES</c> must not make it fail.</content>
public sealed partial record ClientConfig
{
    private bool PrintMembers(StringBuilder builder)
    {
        builder.Append(
            CultureInfo.InvariantCulture,
            $"InitialPeers = {InitialPeers}, DhtPrefix = {DhtPrefix}, DaemonStartupTimeout = {DaemonStartupTimeout}, "
        );
        builder.Append(
            CultureInfo.InvariantCulture,
            $"ShowRoute = {ShowRoute}, AllowedServers = {AllowedServers}, BlockedServers = {BlockedServers}, "
        );
        builder.Append(
            CultureInfo.InvariantCulture,
            $"UseServerToServer = {UseServerToServer}, ConnectTimeout = {ConnectTimeout}, RequestTimeout = "
                + $"{RequestTimeout}, "
        );
        builder.Append(
            CultureInfo.InvariantCulture,
            $"UpdatePeriod = {UpdatePeriod}, MaxRetries = {_maxRetries}, MinBackoff = {MinBackoff}, MaxBackoff = "
                + $"{MaxBackoff}, "
        );
        builder.Append(
            CultureInfo.InvariantCulture,
            $"BanTimeout = {BanTimeout}, ActiveAdapter = {ActiveAdapter}, MaxPinged = {MaxPinged}, PingTimeout = "
                + $"{PingTimeout}"
        );
        return true;
    }
}
