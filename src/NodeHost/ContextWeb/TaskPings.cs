using System.Security.Cryptography;
using System.Text;
using Dachshund.Actors.TaskWatch;
using Dachshund.Journal.CheckIns;
using Dachshund.Tailing;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Dachshund.NodeHost.ContextWeb;

/// <summary>
/// Signs of life of tasks by HTTP: <c>/ping/NAME</c> says that one ended well, <c>/ping/NAME/fail</c> that it failed,
/// <c>/ping/NAME/start</c> that it began. By GET, HEAD or POST, whose body is what it has to say; the token stands in
/// <c>Authorization: Bearer TOKEN</c> or behind <c>?token=</c>. Thread-safe.
/// </summary>
internal sealed class TaskPings(ContextWebOptions options, IContextNode node)
{
    /// <summary>What all their paths begin with.</summary>
    public const string PathStart = "/ping/";

    /// <summary>The shortest token, 16 characters.</summary>
    public const int TokenCharsMin = 16;

    private const int BodyBytesMax = 10 * 1024;
    private const string Bearer = "Bearer ";
    private static readonly (int, string, string) s_no = (404, "no such page\n", "OtherToken");

    /// <summary>Takes a ping.</summary>
    /// <param name="context">The request; its body is read once its token is known to be right.</param>
    /// <param name="path">Its path, not decoded.</param>
    /// <param name="query">What stands behind the question mark, not decoded.</param>
    /// <returns>The status, the answer, and what the audit says; never the token.</returns>
    public async Task<(int Status, string Text, string What)> TakeAsync(HttpContext context, string path, string query)
    {
        if (options.PingToken.Length == 0 || context.Request.Method is not ("GET" or "HEAD" or "POST") || !IsRight(TokenOf(context, query)))
            return s_no;
        if (Parse(path) is not var (task, word))
            return (404, "no task of this name can be: /ping/NAME, /ping/NAME/fail or /ping/NAME/start\n", "NoTask");
        if (await ReadBodyAsync(context) is not { } body)
            return (413, "10 KB at most\n", "TooLong");
        var checkIn = new TaskCheckIn(options.Host, task, word)
        {
            Source = "ping",
            Labels = options.Labels,
            Detail = string.Join(
                '\n', body.Split('\n').Select(line => options.Redactor.Redact(line.TrimEnd('\r'))).Where(line => line.Length > 0)),
        };
        var call = await node.CheckInAsync(checkIn, context.RequestAborted);
        return call is { IsDone: true, Value: not CheckInOutcome.Full }
            ? (200, "ok\n", $"task {task} {word}")
            : (503, "not stored, try again later\n", "RedisAway");
    }

    private static (string Task, string Word)? Parse(string path)
    {
        var parts = path[PathStart.Length..].Split('/');
        var word = parts switch
        {
            [_] => TaskEntries.Succeeded,
            [_, "fail"] => TaskEntries.Failed,
            [_, "start"] => TaskEntries.Started,
            _ => null,
        };
        var task = Uri.UnescapeDataString(parts[0]);
        return word is null || TaskEntries.ProblemOfName(task) is not null ? null : (task, word);
    }

    private static string TokenOf(HttpContext context, string query)
    {
        var header = context.Request.Headers.Authorization.ToString();
        if (header.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase))
            return header[Bearer.Length..].Trim();
        var part = query.Split('&').FirstOrDefault(part => part.StartsWith("token=", StringComparison.Ordinal));
        return part is null ? "" : Uri.UnescapeDataString(part["token=".Length..]);
    }

    /// <summary>Compared in a time that says nothing of how much of it is right.</summary>
    private bool IsRight(string given) => CryptographicOperations.FixedTimeEquals(
        SHA256.HashData(Encoding.UTF8.GetBytes(given)), SHA256.HashData(Encoding.UTF8.GetBytes(options.PingToken)));

    /// <summary>The body as text; null when there is too much of it.</summary>
    private static async Task<string?> ReadBodyAsync(HttpContext context)
    {
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
            size.MaxRequestBodySize = BodyBytesMax;
        using var body = new MemoryStream();
        try
        {
            await context.Request.Body.CopyToAsync(body, context.RequestAborted);
        }
        catch (BadHttpRequestException)
        {
            return null;
        }

        var bytes = body.GetBuffer().AsSpan(0, (int)body.Length);
        return TextDecoder.Decode(bytes, TextDecoder.Detect(bytes));
    }
}
