using Dachshund.Channels.Text;

namespace Dachshund.Channels.Http;

/// <summary>
/// The outcome of calls to which the channel's API itself gave no answer that can be read. The same for all channels.
/// </summary>
internal static class HttpFailure
{
    /// <summary>The longest <see cref="SendResult.Answer"/>.</summary>
    public const int AnswerCharsMax = 300;

    /// <summary>A call that brought no HTTP answer.</summary>
    public static SendResult OfCall(HttpAnswer answer) => answer.State == CallState.NotSent
        ? new SendResult(SendOutcome.Transient, null, $"not sent: {answer.Fault}", "")
        : new SendResult(SendOutcome.Ambiguous, null, $"sent, but no answer: {answer.Fault}", "");

    /// <summary>
    /// An HTTP answer without a code of the API. A client error means that the message was refused; with anything else
    /// it
    /// may have been taken, behind a gateway that lost the answer, except where the server says that it is not serving.
    /// </summary>
    public static SendResult OfStatus(HttpAnswer answer, Redactor redactor, TimeSpan rateLimitPause)
    {
        var shown = Shown(answer, redactor);
        var what = answer.IsHtml ? $"HTTP {answer.Status} with an HTML page" : $"HTTP {answer.Status}";
        return answer.Status switch
        {
            429 => new(
                SendOutcome.RateLimited, Longer(answer.RetryAfter, rateLimitPause), "too many calls (HTTP 429)", shown),
            408 or 425 or 503 => new(SendOutcome.Transient, answer.RetryAfter, $"{what}: it is not serving now", shown),
            407 => new(SendOutcome.PermanentConfig, null, "the proxy wants a user and a password: set proxy", shown),
            413 => new(SendOutcome.PermanentMessage, null, $"{what}: too long", shown) { Hint = RenderHint.Shrink },
            400 or 422 => new(SendOutcome.PermanentMessage, null, $"{what}: it refused the message", shown),
            // Not followed, so not taken. Not permanent: log-in pages of networks redirect too, and go away.
            >= 300 and <= 399 => new(
                SendOutcome.Transient, answer.RetryAfter, $"{what}: it points elsewhere; check URL and base-url", shown),
            >= 400 and <= 499 => new(SendOutcome.PermanentConfig, null, $"{what}: check the URL and base-url", shown),
            _ => new(
                SendOutcome.Ambiguous, answer.RetryAfter, $"{what}, not the API's answer: {Unreadable(answer)}", shown),
        };
    }

    /// <summary>The body for people: redacted, one line.</summary>
    public static string Shown(HttpAnswer answer, Redactor redactor) =>
        redactor.Clean($"HTTP {answer.Status}: {answer.Body}", AnswerCharsMax);

    private static string Unreadable(HttpAnswer answer) => answer switch
    {
        { CutAtBytes: { } bytes } => $"longer than {bytes} bytes",
        { IsHtml: true } => "a proxy, a firewall or a log-in page may stand between",
        { Body.Length: 0 } => "it is empty",
        _ => "no JSON with its code",
    };

    private static TimeSpan Longer(TimeSpan? asked, TimeSpan least) => asked > least ? asked.Value : least;
}
