using System.Globalization;
using Dachshund.Context.Links;
using Dachshund.Context.Pages;
using Dachshund.Context.Windows;
using Dachshund.Tailing;

namespace Dachshund.NodeHost.ContextWeb;

/// <summary>From a token to a page: verifies, finds the file among those that the node watches, reads what the token names of it,
/// and nothing else. At most four read at once. Thread-safe.</summary>
internal sealed class ContextPages : IDisposable
{
    private const int ReadsMax = 4;
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(10);

    private readonly ContextWebOptions _options;
    private readonly LinkVerifier _verifier;
    private readonly IContextNode _node;
    private readonly TimeProvider _time;
    private readonly SemaphoreSlim _reads = new(ReadsMax);

    public ContextPages(ContextWebOptions options, LinkVerifier verifier, IContextNode node, TimeProvider time) =>
        (_options, _verifier, _node, _time) = (options, verifier, node, time);

    /// <summary>The page that a token opens, or the one that says no.</summary>
    /// <param name="text">What stands in the place of a token, not decoded.</param>
    /// <param name="ct">Ends it, when nobody waits any more.</param>
    /// <exception cref="OperationCanceledException">Nobody waits any more.</exception>
    public async Task<PageAnswer> OpenAsync(string text, CancellationToken ct)
    {
        var verdict = _verifier.Verify(text);
        if (verdict.Outcome == LinkOutcome.UnknownKey)
        {
            await _node.LookAtKeysAsync(ct);
            verdict = _verifier.Verify(text);
        }

        if (verdict.Token is not { } token)
            return Refuse(RefusalStatus.NotFound, verdict.Outcome.ToString(), verdict.AuditId);
        using var patience = new CancellationTokenSource(s_patience, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, ct);
        try
        {
            await _reads.WaitAsync(either.Token);
            try
            {
                return await ReadAsync(token, verdict.AuditId, either.Token);
            }
            finally
            {
                _reads.Release();
            }
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            return Refuse(RefusalStatus.NotFound, "TimedOut", verdict.AuditId);
        }
    }

    /// <summary>A page that says no.</summary>
    /// <param name="status">How.</param>
    /// <param name="why">Why, for the audit.</param>
    /// <param name="auditId">Names the token; <c>-</c> where there is none.</param>
    public PageAnswer Refuse(RefusalStatus status, string why, string auditId = "-") =>
        new((int)status, PageRenderer.RenderRefusal(status, _options.Language), why, auditId);

    public void Dispose() => _reads.Dispose();

    private async Task<PageAnswer> ReadAsync(LinkToken token, string auditId, CancellationToken ct)
    {
        var call = await _node.FindFileAsync(token.Field, token.Offset, token.Length, ct);
        if (!call.IsDone)
            return Refuse(RefusalStatus.Unavailable, "RedisAway", auditId);
        if (call.Value is not { } sought)
            return await GoneAsync(token, auditId, ct);
        // A catalog is for one at a time, and costs nothing before it is scanned.
        var catalog = new FileCatalog(_options.Inputs, new CatalogOptions { BaseFolder = _options.BaseFolder });
        try
        {
            using var file = await FileLocator.OpenAsync(sought, catalog, ct);
            if (file is null)
                return await GoneAsync(token, auditId, ct);
            var window = await LineWindow.ReadAsync(
                new LocatedBytes(file), token.Offset, token.Length, _options.BytesAround, ct);
            return window is null ? await GoneAsync(token, auditId, ct) : Show(token, auditId, file.Path, window);
        }
        catch (IOException)
        {
            return await GoneAsync(token, auditId, ct);
        }
    }

    private PageAnswer Show(LinkToken token, string auditId, string path, LineWindow window)
    {
        var encoding = TextDecoder.Detect(window.Bytes.Span);
        var page = Page(token) with
        {
            Path = path,
            Encoding = encoding == TextEncoding.Gb18030 ? "GB18030" : "UTF-8",
            Lines = PageLines.Of(window, bytes => TextDecoder.Decode(bytes.Span, encoding), _options.Redactor),
            HasMoreBefore = window.HasMoreBefore,
            HasMoreAfter = window.HasMoreAfter,
            HitBytesLeftOut = window.HitBytesLeftOut,
        };
        return new PageAnswer(200, PageRenderer.Render(page), What(token, "opened"), auditId);
    }

    /// <summary>The file is gone, or has something else there: what was kept with the alert, if it was.</summary>
    private async Task<PageAnswer> GoneAsync(LinkToken token, string auditId, CancellationToken ct)
    {
        var call = await _node.FindSampleAsync(token.Field, token.Offset, token.Length, ct);
        var kept = call.IsDone ? call.Value : null;
        var page = Page(token) with
        {
            IsSample = true,
            Path = kept?.Path ?? "",
            Lines = kept is null ? [] : PageLines.OfSample(kept.Text, _options.Redactor),
        };
        return new PageAnswer(200, PageRenderer.Render(page), What(token, kept is null ? "gone" : "gone, the sample"), auditId);
    }

    private ContextPage Page(LinkToken token) => new()
    {
        Language = _options.Language,
        Host = _options.Host,
        Time = TimeZoneInfo.ConvertTime(token.HitTime, _options.Zone),
        Offset = token.Offset,
        Lines = [],
    };

    private static string What(LinkToken token, string what) =>
        string.Create(CultureInfo.InvariantCulture, $"{what} {token.Field} at {token.Offset}+{token.Length}");
}
