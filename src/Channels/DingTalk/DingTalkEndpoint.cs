using System.Globalization;
using Dachshund.Channels.Http;
using Dachshund.Channels.Text;
using Flurl;

namespace Dachshund.Channels.DingTalk;

/// <summary>The robot's address: checked once, signed for each attempt.</summary>
internal sealed class DingTalkEndpoint
{
    private const string TokenName = "access_token";

    private readonly string _url;
    private readonly string _secret;

    /// <exception cref="ChannelConfigException">The webhook or the base URL cannot be used.</exception>
    public DingTalkEndpoint(DingTalkOptions options)
    {
        var webhook = HttpUrl(options.Webhook, "webhook");
        var url = new Url(webhook.AbsoluteUri).RemoveQueryParams("timestamp", "sign").RemoveFragment();
        Token = url.QueryParams.FirstOrDefault(TokenName)?.ToString() ?? "";
        if (Token.Length == 0)
            throw Refused("webhook", "has no access_token; copy the whole URL from the robot's settings");
        if (options.BaseUrl.Length > 0) url = Rebased(url, HttpUrl(options.BaseUrl, "base-url"));
        _url = url.ToString();
        _secret = options.Secret;
        Redactor = new Redactor(
        [
            Token, Uri.EscapeDataString(Token), options.Secret, .. ChannelProxy.Secrets(options.Proxy),
        ]);
    }

    public string Token { get; }

    public Redactor Redactor { get; }

    public bool IsSigned => _secret.Length > 0;

    /// <summary>
    /// The URL of an attempt, signed for that time where the robot wants it, and what cleans texts about it.
    /// </summary>
    public (string Url, Redactor Redactor) At(DateTimeOffset now)
    {
        if (!IsSigned) return (_url, Redactor);
        var unixMs = now.ToUnixTimeMilliseconds();
        var sign = DingTalkSignature.Of(unixMs, _secret);
        // SetQueryParam percent-encodes; giving it an encoded value would do so twice.
        var url = new Url(_url)
            .SetQueryParam("timestamp", unixMs.ToString(CultureInfo.InvariantCulture))
            .SetQueryParam("sign", sign);
        return (url.ToString(), Redactor.With(sign));
    }

    private static Url Rebased(Url url, Uri baseUrl)
    {
        var path = baseUrl.AbsolutePath.TrimEnd('/') + url.Path;
        return new Url(baseUrl.GetLeftPart(UriPartial.Authority) + path + "?" + url.Query);
    }

    private static Uri HttpUrl(string text, string key) =>
        Uri.TryCreate(text.Trim(), UriKind.Absolute, out var uri)
        && uri.Scheme is "http" or "https" && uri.UserInfo.Length == 0
            ? uri
            : throw Refused(key, text.Length == 0 ? "is missing" : "is not an http or https URL");

    private static ChannelConfigException Refused(string key, string problem) =>
        new(DingTalkChannel.TypeName, key, problem);
}
