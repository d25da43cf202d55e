using System.Globalization;
using Dachshund.Journal.Embedded;

namespace Dachshund.Journal.Connection;

/// <summary>Finds the server for each new connection: an embedded one may come back at another port.</summary>
internal sealed class EndpointSource(JournalOptions options)
{
    /// <summary>The endpoint now, or null when the embedded server has written none.</summary>
    /// <exception cref="JournalException"><c>redis.connection</c> is no <c>host:port</c>.</exception>
    internal RedisEndpoint? Find()
    {
        if (options.IsEmbedded)
            return EndpointFile.TryRead(options.DataDirectory);
        var colon = options.Connection.LastIndexOf(':');
        var host = colon < 0 ? options.Connection : options.Connection[..colon].Trim('[', ']');
        var port = 6379;
        if (host.Length == 0 || (colon >= 0 && !TryPort(options.Connection[(colon + 1)..], out port)))
        {
            throw new JournalException(
                JournalFault.Option, $"redis.connection is '{options.Connection}'; it must be host:port or embedded");
        }

        return new RedisEndpoint(host, port, options.Password);
    }

    private static bool TryPort(string text, out int port) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out port) && port is > 0 and < 65536;
}
