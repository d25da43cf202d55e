using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Dachshund.Channels.Http;
using Dachshund.Channels.Text;

namespace Dachshund.Channels.WxPusher;

/// <summary>
/// Reads the answer: the code of the call, then that of each target. Pure. The codes are those of the official SDK.
/// </summary>
internal static class WxPusherAnswer
{
    /// <summary>The window of the API's own limit.</summary>
    public static readonly TimeSpan RateLimitPause = TimeSpan.FromSeconds(10);

    private const int OkCode = 1000;

    /// <summary>The outcome.</summary>
    /// <param name="answer">What came back.</param>
    /// <param name="targets">Whom the call was for; null for a person's own push token, which must not be
    /// named.</param>
    /// <param name="redactor">Cleans texts of the server.</param>
    public static SendResult Read(HttpAnswer answer, WxPusherTargets? targets, Redactor redactor)
    {
        if (answer.State != CallState.Answered) return HttpFailure.OfCall(answer);
        if (AnswerJson.Read(answer) is not { } json || AnswerJson.Number(json, "code") is not { } code)
            return HttpFailure.OfStatus(answer, redactor, RateLimitPause);
        var text = AnswerJson.Text(json, "msg");
        var shown = Shown(code, text, redactor);
        if (code != OkCode)
        {
            return answer.Status == 429
                ? HttpFailure.OfStatus(answer, redactor, RateLimitPause)
                : OfCode(code, text, shown);
        }

        return answer.IsSuccess
            ? OfTargets(json, targets, shown, redactor)
            : HttpFailure.OfStatus(answer, redactor, RateLimitPause);
    }

    private static SendResult OfTargets(JsonElement json, WxPusherTargets? targets, string shown, Redactor redactor)
    {
        if (!json.TryGetProperty("data", out var data)
            || data.ValueKind != JsonValueKind.Array || data.GetArrayLength() == 0)
            return new(SendOutcome.Ambiguous, null, "WxPusher took the call and names no target", shown);
        var failed = ImmutableArray.CreateBuilder<string>();
        var named = new HashSet<string>(StringComparer.Ordinal);
        SendResult? failure = null;
        foreach (var entry in data.EnumerateArray())
        {
            var name = NameOf(entry);
            named.Add(name);
            if (Failure(entry, redactor) is not { } one) continue;
            failure = failure is null || Hope(one) > Hope(failure) ? one : failure;
            failed.Add(name);
        }

        // Fewer answers than targets: those without one did not get it. (As many, but unnamed, is taken as complete.)
        if (targets is not null && data.GetArrayLength() < targets.Count)
            failed.AddRange(targets.Names.Where(name => !named.Contains(name)));
        if (failed.Count == 0) return new(SendOutcome.Ok, null, "", shown);
        if (failure is not null && failed.Count >= Math.Max(data.GetArrayLength(), targets?.Count ?? 1)) return failure;
        var reason = failure?.Reason ?? "WxPusher did not answer for all of them";
        return new(
            SendOutcome.Partial, null, $"targets that did not get it: {failed.Count}; {reason}", failure?.Answer ?? shown)
        {
            FailedTargets = [.. failed.Where(static name => name.Length > 0)],
        };
    }

    /// <summary>
    /// Where all targets failed, each in its way, the way that is most worth another try stands for all.
    /// </summary>
    private static int Hope(SendResult failure) => failure.Outcome switch
    {
        SendOutcome.RateLimited => 3,
        SendOutcome.Transient => 2,
        SendOutcome.Ambiguous => 1,
        _ => 0,
    };

    private static SendResult? Failure(JsonElement entry, Redactor redactor)
    {
        if (entry.ValueKind != JsonValueKind.Object)
            return new(SendOutcome.Ambiguous, null, "a target's answer is no object", "");
        var code = AnswerJson.Number(entry, "code");
        if (code == OkCode) return null;
        var text = AnswerJson.Text(entry, "status");
        return code is { } number
            ? OfCode(number, text, Shown(number, text, redactor))
            : new(
                SendOutcome.Ambiguous, null, "a target's answer has no code",
                redactor.Clean(text, HttpFailure.AnswerCharsMax));
    }

    private static string NameOf(JsonElement entry)
    {
        if (entry.ValueKind != JsonValueKind.Object) return "";
        var uid = AnswerJson.Text(entry, "uid");
        if (uid.Length > 0) return uid;
        return AnswerJson.Number(entry, "topicId") is { } topicId ? WxPusherTargets.NameOf(topicId) : "";
    }

    private static SendResult OfCode(long code, string text, string shown) => code switch
    {
        1001 => OfBusiness(text, shown),
        1002 => Config("WxPusher does not accept the token", shown),
        1003 => Config("WxPusher refuses the signature", shown),
        1004 => Config("WxPusher has no such call: check base-url", shown),
        // Also the answer to malformed JSON, so it is not tried for long.
        1005 => new(SendOutcome.Transient, null, "WxPusher failed inside", shown) { TriesMax = 2 },
        1006 => new(SendOutcome.Transient, null, "WxPusher does not reach WeChat", shown),
        1007 => new(SendOutcome.Transient, null, "WxPusher's network failed", shown),
        1008 => Config("WxPusher finds the data wrong: check app-token, uids and topic-ids", shown),
        1009 => new(SendOutcome.Transient, null, "WxPusher failed for an unknown reason", shown) { TriesMax = 2 },
        _ => new(SendOutcome.Transient, null, "WxPusher refused it with an unknown code", shown) { TriesMax = 3 },
    };

    /// <summary>One code for everything else; only its words tell what.</summary>
    private static SendResult OfBusiness(string text, string shown)
    {
        if (Has(text, "频繁", "限制", "too many", "too fast", "frequen"))
            return new(SendOutcome.RateLimited, RateLimitPause, "too many calls", shown);
        return Has(text, "过长", "太长", "长度", "too long")
            ? new(SendOutcome.PermanentMessage, null, "the message is too long", shown) { Hint = RenderHint.Shrink }
            : Config("WxPusher refuses it: check app-token, uids, topic-ids and spt", shown);
    }

    private static bool Has(string text, params ReadOnlySpan<string> words)
    {
        foreach (var word in words)
        {
            if (text.Contains(word, StringComparison.OrdinalIgnoreCase)) return true;
        }

        return false;
    }

    private static string Shown(long code, string text, Redactor redactor) => redactor.Clean(
        string.Create(CultureInfo.InvariantCulture, $"code {code}: {text}"), HttpFailure.AnswerCharsMax);

    private static SendResult Config(string reason, string shown) =>
        new(SendOutcome.PermanentConfig, null, reason, shown);
}
