using Dachshund.Channels.Http;
using Dachshund.Channels.Text;
using Microsoft.Extensions.Logging;

namespace Dachshund.Channels.DingTalk;

/// <summary>
/// Sends to a custom robot of a DingTalk group, 20 messages a minute at most (the robot's owner counts, not this
/// class).
/// Each attempt is signed anew. When the robot refuses the time of a signature, the server's own clock is taken from
/// its
/// answer and the message is signed and sent once more; that offset is kept for later messages.
/// </summary>
public sealed class DingTalkChannel : IChannel
{
    /// <summary>The type's name in the configuration.</summary>
    public const string TypeName = "dingtalk";

    private const int KeywordsMax = 10;
    private const int KeywordCharsMax = DingTalkBody.TitleCharsMax / 2;
    private const int NamesMax = 100;
    private const int NameCharsMax = 64;

    private readonly DingTalkEndpoint _endpoint;
    private readonly DingTalkBody _body;
    private readonly ChannelHttp _http;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private long _clockOffsetMs;

    /// <summary>Makes the channel; nothing is sent yet.</summary>
    /// <param name="options">The robot.</param>
    /// <param name="environment">Clock and log.</param>
    /// <exception cref="ChannelConfigException">The options cannot work; the message names the key and holds no
    /// secret.</exception>
    public DingTalkChannel(DingTalkOptions options, ChannelEnvironment environment)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(environment);
        Check(options);
        _endpoint = new DingTalkEndpoint(options);
        _body = new DingTalkBody(options);
        _http = new ChannelHttp(TypeName, options.Proxy, options.Timeout, environment.Time);
        _time = environment.Time;
        _logger = environment.LoggerFactory.CreateLogger<DingTalkChannel>();
        Traits = new ChannelTraits(
            TypeName,
            options.MessageType == DingTalkMessageType.Markdown ? BodyFormat.DingTalkMarkdown : BodyFormat.Plain,
            _body.RoomBytes(),
            DingTalkBody.TitleCharsMax,
            20,
            TimeSpan.FromSeconds(60),
            BudgetKeys.Of(TypeName, _endpoint.Token),
            options.Timeout);
    }

    /// <inheritdoc/>
    public ChannelTraits Traits { get; }

    /// <inheritdoc/>
    public async Task<SendResult> SendAsync(OutgoingMessage message, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(message);
        var json = _body.Build(message, out var isCut);
        var result = json.IsEmpty
            ? new SendResult(SendOutcome.PermanentMessage, null, "the names it calls leave no room for a message", "")
            : await SendAsync(json, ct);
        if (isCut) ChannelsLog.BodyCut(_logger, TypeName, message.DeliveryId);
        ChannelsLog.Outcome(_logger, TypeName, message.DeliveryId, result);
        return result;
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        _http.Dispose();
        return ValueTask.CompletedTask;
    }

    private async Task<SendResult> SendAsync(ReadOnlyMemory<byte> json, CancellationToken ct)
    {
        var (url, redactor) = _endpoint.At(Now());
        var answer = await _http.PostAsync(url, json, redactor, ct);
        if (_endpoint.IsSigned && DingTalkAnswer.IsTimeRefused(answer))
        {
            FollowServerClock(answer.Date);
            (url, redactor) = _endpoint.At(Now());
            answer = await _http.PostAsync(url, json, redactor, ct);
        }

        return DingTalkAnswer.Read(answer, redactor);
    }

    private DateTimeOffset Now() => _time.GetUtcNow().AddMilliseconds(Interlocked.Read(ref _clockOffsetMs));

    private void FollowServerClock(DateTimeOffset? serverTime)
    {
        if (serverTime is not { } server) return;
        var offset = server - _time.GetUtcNow();
        Interlocked.Exchange(ref _clockOffsetMs, (long)offset.TotalMilliseconds);
        ChannelsLog.ClockOff(_logger, TypeName, (long)offset.TotalSeconds);
    }

    private static void Check(DingTalkOptions options)
    {
        if (options.Keywords.Count > KeywordsMax)
            throw Refused("keywords", $"are {options.Keywords.Count}; a robot has at most {KeywordsMax}");
        if (options.Keywords.Any(static keyword => keyword.Trim().Length == 0 || keyword.Length > KeywordCharsMax))
            throw Refused("keywords", $"must each have 1 to {KeywordCharsMax} characters");
        CheckNames("at-mobiles", options.AtMobiles);
        CheckNames("at-user-ids", options.AtUserIds);
    }

    private static void CheckNames(string key, IReadOnlyList<string> names)
    {
        if (names.Count > NamesMax)
            throw Refused(key, $"are {names.Count}; at most {NamesMax} fit beside a message");
        if (names.Any(static name => name.Length is 0 or > NameCharsMax))
            throw Refused(key, $"must each have 1 to {NameCharsMax} characters");
    }

    private static ChannelConfigException Refused(string key, string problem) => new(TypeName, key, problem);
}
