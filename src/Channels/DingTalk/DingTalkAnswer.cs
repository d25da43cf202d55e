using System.Globalization;
using Dachshund.Channels.Http;
using Dachshund.Channels.Text;

namespace Dachshund.Channels.DingTalk;

/// <summary>Reads the robot's answer: its <c>errcode</c> alone says whether the message was taken. Pure.</summary>
internal static class DingTalkAnswer
{
    /// <summary>The robot's own penalty; asking earlier may lengthen it.</summary>
    public static readonly TimeSpan RateLimitPause = TimeSpan.FromMinutes(10);

    /// <summary>The penalty of an address that calls too often, whose answer has no code.</summary>
    public static readonly TimeSpan AddressPause = TimeSpan.FromMinutes(5);

    /// <summary>The pause at a daily limit, whose end is not told.</summary>
    public static readonly TimeSpan DailyPause = TimeSpan.FromHours(4);

    /// <summary>The outcome.</summary>
    public static SendResult Read(HttpAnswer answer, Redactor redactor)
    {
        if (answer.State != CallState.Answered) return HttpFailure.OfCall(answer);
        if (AnswerJson.Read(answer) is not { } json) return HttpFailure.OfStatus(answer, redactor, RateLimitPause);
        if (AnswerJson.Number(json, "errcode") is not { } code)
        {
            return json.TryGetProperty("punish", out _) || json.TryGetProperty("wait", out _)
                ? new(SendOutcome.RateLimited, AddressPause, "DingTalk blocks this address for its many calls",
                    HttpFailure.Shown(answer, redactor))
                : HttpFailure.OfStatus(answer, redactor, RateLimitPause);
        }

        var text = AnswerJson.Text(json, "errmsg");
        var shown = redactor.Clean(
            string.Create(CultureInfo.InvariantCulture, $"errcode {code}: {text}"), HttpFailure.AnswerCharsMax);
        if (answer.IsSuccess) return OfCode(code, text, shown);
        return code == 0 ? HttpFailure.OfStatus(answer, redactor, RateLimitPause) : OfCode(code, text, shown);
    }

    /// <summary>True when the robot refused the time of the signature.</summary>
    public static bool IsTimeRefused(HttpAnswer answer) =>
        answer.State == CallState.Answered && AnswerJson.Read(answer) is { } json
        && AnswerJson.Number(json, "errcode") == 310000 && IsTime(AnswerJson.Text(json, "errmsg"));

    private static SendResult OfCode(long code, string text, string shown) => code switch
    {
        0 => new(SendOutcome.Ok, null, "", shown),
        -1 => new(SendOutcome.Transient, null, "DingTalk is busy", shown),
        130101 or 410100 => new(SendOutcome.RateLimited, RateLimitPause, "more than 20 messages in a minute", shown),
        90030 => new(SendOutcome.RateLimited, DailyPause, "the robot's daily limit is reached", shown),
        310000 => OfSecurity(text, shown),
        300001 or 300005 or 400101 => Config("no robot has this access_token: copy the webhook anew", shown),
        400102 => Config("the robot is switched off", shown),
        400106 => Config("the robot was removed", shown),
        400013 => Config("the group was dissolved", shown),
        40035 => Config("a parameter is missing: check the webhook's access_token", shown),
        43002 or 43004 => Config("the call is changed on its way: check proxy and base-url", shown),
        400105 or 400402 => Message("DingTalk does not take the message's form", RenderHint.None, shown),
        460101 or 101002 => Message("the message is too long", RenderHint.Shrink, shown),
        430101 => Unsafe("link", RenderHint.DropLinks, shown),
        430102 => Unsafe("text", RenderHint.DropSamples, shown),
        430103 => Unsafe("picture", RenderHint.DropLinks, shown),
        430104 => Unsafe("content", RenderHint.DropSamples, shown),
        // A readable no, whose meaning nobody told us: tried again, because an alert matters more than a wasted call.
        _ => new(SendOutcome.Transient, null, "DingTalk refused it with an unknown code", shown) { TriesMax = 3 },
    };

    /// <summary>One code for four things; the words that tell them apart changed language twice.</summary>
    private static SendResult OfSecurity(string text, string shown)
    {
        if (Has(text, "keyword", "关键词"))
            return Config("the robot wants one of its keywords: set keywords as in its settings", shown);
        if (IsTime(text)) return Config("DingTalk refuses this machine's time: set its clock", shown);
        if (Has(text, "sign", "签名"))
            return Config("the signature is wrong: set secret as in the robot's settings", shown);
        return Has(text, "whitelist", "白名单", "ip")
            ? Config("this machine's address is not in the robot's list of addresses", shown)
            : Config("the robot's security settings refuse it", shown);
    }

    private static bool IsTime(string text) => Has(text, "timestamp", "签名过期", "时间戳", "签名已过期");

    private static bool Has(string text, params ReadOnlySpan<string> words)
    {
        foreach (var word in words)
        {
            if (text.Contains(word, StringComparison.OrdinalIgnoreCase)) return true;
        }

        return false;
    }

    private static SendResult Config(string reason, string shown) =>
        new(SendOutcome.PermanentConfig, null, reason, shown);

    private static SendResult Message(string reason, RenderHint hint, string shown) =>
        new(SendOutcome.PermanentMessage, null, reason, shown) { Hint = hint };

    private static SendResult Unsafe(string what, RenderHint hint, string shown) =>
        Message($"DingTalk's content filter refuses the message's {what}", hint, shown);
}
