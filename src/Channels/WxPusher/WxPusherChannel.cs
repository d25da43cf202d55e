using Dachshund.Channels.Http;
using Dachshund.Channels.Text;
using Microsoft.Extensions.Logging;

namespace Dachshund.Channels.WxPusher;

/// <summary>
/// Sends through WxPusher to people's WeChat, 20 calls in 10 s at most (the application's owner counts, not this
/// class).
/// One call reaches all users and topics; those that failed are named in the result.
/// </summary>
public sealed class WxPusherChannel : IChannel
{
    /// <summary>The type's name in the configuration.</summary>
    public const string TypeName = "wxpusher";

    /// <summary>Users that one call takes.</summary>
    public const int UidsMax = 2000;

    /// <summary>Topics that one call takes.</summary>
    public const int TopicIdsMax = 5;

    private const int AnswerBytesPerTarget = 512;
    private const string DefaultBaseUrl = "https://wxpusher.zjiecode.com";

    private readonly WxPusherTargets? _targets;
    private readonly WxPusherBody _body;
    private readonly ChannelHttp _http;
    private readonly Redactor _redactor;
    private readonly string _url;
    private readonly ILogger _logger;

    /// <summary>Makes the channel; nothing is sent yet.</summary>
    /// <param name="options">The application, or a person's own push token.</param>
    /// <param name="environment">Clock and log.</param>
    /// <exception cref="ChannelConfigException">The options cannot work; the message names the key and holds no
    /// secret.</exception>
    public WxPusherChannel(WxPusherOptions options, ChannelEnvironment environment)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(environment);
        Check(options);
        var isSimple = options.Spt.Length > 0;
        _targets = isSimple
            ? null
            : new WxPusherTargets([.. options.Uids.Distinct()], [.. options.TopicIds.Distinct()]);
        _url = BaseUrl(options) + (isSimple ? "/api/send/message/simple-push" : "/api/send/message");
        _redactor = new Redactor([options.AppToken, options.Spt, .. ChannelProxy.Secrets(options.Proxy)]);
        _body = new WxPusherBody(options);
        // Each target has an answer of its own: of 2000 they are some 300 KB.
        var answerBytesMax = ChannelHttp.AnswerBytesMax + (AnswerBytesPerTarget * (_targets?.Count ?? 0));
        _http = new ChannelHttp(TypeName, options.Proxy, options.Timeout, environment.Time, answerBytesMax);
        _logger = environment.LoggerFactory.CreateLogger<WxPusherChannel>();
        Traits = new ChannelTraits(
            TypeName,
            options.ContentType switch
            {
                WxPusherContentType.Text => BodyFormat.Plain,
                WxPusherContentType.Html => BodyFormat.Html,
                _ => BodyFormat.Markdown,
            },
            WxPusherBody.RoomBytes,
            WxPusherBody.SummaryCharsMax,
            20,
            TimeSpan.FromSeconds(10),
            BudgetKeys.Of(TypeName, isSimple ? options.Spt : options.AppToken),
            options.Timeout);
    }

    /// <inheritdoc/>
    public ChannelTraits Traits { get; }

    /// <inheritdoc/>
    public async Task<SendResult> SendAsync(OutgoingMessage message, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(message);
        var targets = _targets?.Only(message.Targets);
        var result = targets is { Count: 0 }
            ? new SendResult(SendOutcome.PermanentConfig, null, "none of its targets is configured any more", "")
            : await SendAsync(message, targets, ct);
        ChannelsLog.Outcome(_logger, TypeName, message.DeliveryId, result);
        return result;
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        _http.Dispose();
        return ValueTask.CompletedTask;
    }

    private async Task<SendResult> SendAsync(OutgoingMessage message, WxPusherTargets? targets, CancellationToken ct)
    {
        var json = _body.Build(message, targets ?? new WxPusherTargets([], []), out var isCut);
        if (isCut) ChannelsLog.BodyCut(_logger, TypeName, message.DeliveryId);
        return WxPusherAnswer.Read(await _http.PostAsync(_url, json, _redactor, ct), targets, _redactor);
    }

    private static void Check(WxPusherOptions options)
    {
        if (options.Spt.Length > 0)
        {
            if (options.AppToken.Length + options.Uids.Count + options.TopicIds.Count > 0)
                throw Refused("spt", "stands for itself: leave out app-token, uids and topic-ids, or leave out spt");
            return;
        }

        if (options.AppToken.Length == 0)
            throw Refused("app-token", "is missing (or give spt, a person's own push token)");
        if (options.Uids.Count + options.TopicIds.Count == 0)
            throw Refused("uids", "and topic-ids are both empty: name a user or a topic");
        if (options.Uids.Count > UidsMax)
            throw Refused("uids", $"are {options.Uids.Count}; one call takes {UidsMax}: make a second channel, or a topic");
        if (options.TopicIds.Count > TopicIdsMax)
            throw Refused("topic-ids", $"are {options.TopicIds.Count}; one call takes {TopicIdsMax}: make a second one");
        if (options.Uids.Any(string.IsNullOrWhiteSpace)) throw Refused("uids", "must not be empty strings");
    }

    private static string BaseUrl(WxPusherOptions options)
    {
        if (options.BaseUrl.Length == 0) return DefaultBaseUrl;
        return Uri.TryCreate(options.BaseUrl, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https"
            && uri.UserInfo.Length == 0
            ? uri.GetLeftPart(UriPartial.Path).TrimEnd('/')
            : throw Refused("base-url", "is not an http or https URL");
    }

    private static ChannelConfigException Refused(string key, string problem) => new(TypeName, key, problem);
}
