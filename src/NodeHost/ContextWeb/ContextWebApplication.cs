using System.Net;
using System.Text;
using Dachshund.Context.Links;
using Dachshund.Context.Pages;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Logging;

namespace Dachshund.NodeHost.ContextWeb;

/// <summary>
/// Answers requests: <c>/l/TOKEN</c>, <c>/healthz</c> and <c>/readyz</c> by GET and HEAD, pings of tasks, and to all else the one page
/// that says no. What stands behind a question mark is no part of any page. Each opening and each refusal is an audit line, without
/// the token.
/// </summary>
internal sealed class ContextWebApplication(
    ContextPages pages, ReportPages reports, TaskPings pings, IContextNode node, AddressLimits limits, ILogger log)
    : IHttpApplication<HttpContext>
{
    public HttpContext CreateContext(IFeatureCollection contextFeatures) => new DefaultHttpContext(contextFeatures);

    public void DisposeContext(HttpContext context, Exception? exception)
    {
    }

    public async Task ProcessRequestAsync(HttpContext context)
    {
        try
        {
            await AnswerAsync(context);
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            // Nobody is there to answer.
        }
        catch (Exception e)
        {
            ContextWebLog.Failed(log, e.GetType().Name);
            if (!context.Response.HasStarted)
                await SendPageAsync(context, pages.Refuse(RefusalStatus.NotFound, "Failed"));
        }
    }

    private async Task AnswerAsync(HttpContext context)
    {
        var request = context.Request;
        // As it came: nothing is decoded, so nothing can be hidden in a code.
        var (target, query) = context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget.Split('?', 2) is [var path, var rest]
            ? (path, rest)
            : (context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget, "");
        var mayAsk = request.Method is "GET" or "HEAD";
        if (mayAsk && target == "/healthz")
            await SendTextAsync(context, node.IsAlive ? 200 : 503, node.IsAlive ? "ok\n" : "actors hang\n");
        else if (mayAsk && target == "/readyz")
            await SendReadyAsync(context);
        else if (target.StartsWith(TaskPings.PathStart, StringComparison.Ordinal))
            await PingAsync(context, target, query);
        else
            await SendPageAsync(context, await PageAsync(context, mayAsk, target));
    }

    private async Task<PageAnswer> PageAsync(HttpContext context, bool mayAsk, string target)
    {
        if (!MayAsk(context, out var address))
            return pages.Refuse(RefusalStatus.Forbidden, "TooOften");
        var answer = !mayAsk ? pages.Refuse(RefusalStatus.NotFound, "OtherMethod")
            : target.StartsWith(LinkUrl.ReportPathStart, StringComparison.Ordinal)
                ? await reports.OpenAsync(target[LinkUrl.ReportPathStart.Length..], context.RequestAborted)
            : !target.StartsWith(LinkUrl.PathStart, StringComparison.Ordinal) ? pages.Refuse(RefusalStatus.NotFound, "OtherPath")
            : await pages.OpenAsync(target[LinkUrl.PathStart.Length..], context.RequestAborted);
        if (answer.IsOpened)
            ContextWebLog.Opened(log, address, answer.AuditId, answer.What);
        else
            ContextWebLog.Refused(log, address, answer.AuditId, answer.What);
        return answer;
    }

    private async Task PingAsync(HttpContext context, string target, string query)
    {
        if (!MayAsk(context, out var address))
        {
            await SendTextAsync(context, 429, "too often\n");
            return;
        }

        var (status, text, what) = await pings.TakeAsync(context, target, query);
        if (status == 200)
            ContextWebLog.Pinged(log, address, what);
        else
            ContextWebLog.PingRefused(log, address, what);
        await SendTextAsync(context, status, text);
    }

    private bool MayAsk(HttpContext context, out IPAddress address)
    {
        address = context.Connection.RemoteIpAddress ?? IPAddress.None;
        if (limits.TryTake(address, out var isFirstRefusal))
            return true;
        if (isFirstRefusal)
            ContextWebLog.Limited(log, address);
        return false;
    }

    private async Task SendReadyAsync(HttpContext context)
    {
        var isReady = await node.IsReadyAsync(context.RequestAborted);
        await SendTextAsync(context, isReady ? 200 : 503, isReady ? "ready\n" : "not ready\n");
    }

    private static Task SendTextAsync(HttpContext context, int status, string text)
    {
        context.Response.StatusCode = status;
        context.Response.Headers.ContentType = "text/plain; charset=utf-8";
        context.Response.Headers.XContentTypeOptions = "nosniff";
        context.Response.Headers.CacheControl = "no-store";
        return SendAsync(context, text);
    }

    private static Task SendPageAsync(HttpContext context, PageAnswer answer)
    {
        context.Response.StatusCode = answer.Status;
        foreach (var (name, value) in answer.Headers)
            context.Response.Headers[name] = value;
        return SendAsync(context, answer.Html);
    }

    private static async Task SendAsync(HttpContext context, string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        context.Response.ContentLength = bytes.Length;
        if (!HttpMethods.IsHead(context.Request.Method))
            await context.Response.Body.WriteAsync(bytes, context.RequestAborted);
    }
}
