using System.Buffers;
using System.Net;
using Dachshund.Hocon;

namespace Dachshund.NodeHost.Configuration.Validation;

/// <summary>Addresses, ports and URLs. A URL may hold a token, so no message shows one.</summary>
internal static class AddressRules
{
    private static readonly SearchValues<char> EndpointNever = SearchValues.Create(" ,/@=\t");
    private static readonly string[] Http = ["http", "https"];
    private static readonly string[] Proxy = ["http", "https", "socks4", "socks4a", "socks5"];

    /// <summary>Checks an address to listen on; tells whether it is one.</summary>
    public static bool CheckBind(string bind, HoconPoint at, bool allowAuto, Findings findings)
    {
        if ((allowAuto && bind == "auto") || IPAddress.TryParse(bind, out _) || bind == "localhost")
            return true;
        findings.Error(at, $"\"{bind}\" is no address to listen on; write an IP address, localhost{(allowAuto ? ", or auto" : "")}");
        return false;
    }

    /// <summary>Whether only this machine can reach the address.</summary>
    public static bool IsLoopback(string bind) =>
        bind == "localhost" || (IPAddress.TryParse(bind, out var address) && IPAddress.IsLoopback(address));

    /// <summary>Whether the text is <c>host</c> or <c>host:port</c>, and nothing else.</summary>
    public static bool IsEndpoint(string text)
    {
        if (text.Length == 0 || text.AsSpan().ContainsAny(EndpointNever))
            return false;
        if (!Uri.TryCreate($"tcp://{text}", UriKind.Absolute, out var uri) || uri.Host.Length == 0)
            return false;
        return uri.Port is > 0 or -1 && uri is { AbsolutePath: "" or "/", Query: "", Fragment: "" };
    }

    /// <summary>Checks an absolute http or https URL; tells whether it is one.</summary>
    public static bool CheckUrl(string url, HoconPoint at, Findings findings) => Check(url, Http, at, "", findings);

    /// <summary>Checks a proxy.</summary>
    public static void CheckProxy(string proxy, HoconPoint at, Findings findings)
    {
        if (proxy is not ("" or "none"))
            Check(proxy, Proxy, at, ", or none", findings);
    }

    private static bool Check(string url, string[] schemes, HoconPoint at, string orElse, Findings findings)
    {
        if (Uri.TryCreate(url, UriKind.Absolute, out var uri) && schemes.Contains(uri.Scheme) && uri.Host.Length > 0)
            return true;
        findings.Error(at, $"must be a whole URL that starts with {string.Join(", ", schemes.Select(static s => $"{s}://"))}{orElse}");
        return false;
    }
}
