using System.Net;

namespace Dachshund.Channels.Http;

/// <summary>Reads the <c>proxy</c> of a channel.</summary>
internal static class ChannelProxy
{
    /// <summary>The word that turns proxies off.</summary>
    public const string None = "none";

    /// <summary>
    /// The proxy to use: the one given (<c>http://</c>, <c>https://</c>, <c>socks5://</c>, user and password in it if
    /// need
    /// be), none at all, or, where nothing is said, the one of the environment, but never for this machine's own
    /// addresses.
    /// </summary>
    /// <exception cref="ChannelConfigException">It is no such URL. The message does not repeat it: it may hold a
    /// password.</exception>
    public static IWebProxy? Of(string type, string proxy)
    {
        if (proxy.Length == 0) return NotForThisMachine(HttpClient.DefaultProxy);
        if (proxy == None) return null;
        if (!Uri.TryCreate(proxy, UriKind.Absolute, out var uri) || uri.Host.Length == 0
            || uri.Scheme is not ("http" or "https" or "socks4" or "socks4a" or "socks5"))
        {
            throw new ChannelConfigException(
                type, "proxy", "is not a proxy's URL like http://proxy.example:3128, socks5://127.0.0.1:1080, or none");
        }

        var address = new UriBuilder(uri) { UserName = "", Password = "" }.Uri;
        return new WebProxy(address) { Credentials = Credentials(uri) };
    }

    /// <summary>The same proxy, but for loopback addresses, where the environment's often forgets to say so.</summary>
    public static IWebProxy NotForThisMachine(IWebProxy proxy) => new NotForLoopback(proxy);

    /// <summary>What must not be shown of it.</summary>
    public static IEnumerable<string> Secrets(string proxy)
    {
        if (!Uri.TryCreate(proxy, UriKind.Absolute, out var uri) || Credentials(uri) is not { } credentials) return [];
        return [uri.UserInfo, credentials.Password];
    }

    private static NetworkCredential? Credentials(Uri uri)
    {
        if (uri.UserInfo.Length == 0) return null;
        var parts = uri.UserInfo.Split(':', 2);
        return new NetworkCredential(
            Uri.UnescapeDataString(parts[0]), parts.Length == 2 ? Uri.UnescapeDataString(parts[1]) : "");
    }

    private sealed class NotForLoopback(IWebProxy inner) : IWebProxy
    {
        public ICredentials? Credentials
        {
            get => inner.Credentials;
            set => inner.Credentials = value;
        }

        public Uri? GetProxy(Uri destination) => destination.IsLoopback ? null : inner.GetProxy(destination);

        public bool IsBypassed(Uri host) => host.IsLoopback || inner.IsBypassed(host);
    }
}
