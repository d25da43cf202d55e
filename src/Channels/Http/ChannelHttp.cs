using System.Buffers;
using System.Net.Sockets;
using System.Text;
using Dachshund.Channels.Text;
using Flurl.Http;

namespace Dachshund.Channels.Http;

/// <summary>
/// One channel's HTTP client: one POST of JSON, whatever comes back as a value. No redirects (they would carry the
/// token
/// elsewhere), certificates are verified, answers are capped. Safe for concurrent use.
/// </summary>
internal sealed class ChannelHttp : IDisposable
{
    /// <summary>The longest answer that is read, in bytes, unless a channel's answers grow with its targets.</summary>
    public const int AnswerBytesMax = 64 * 1024;

    private const int FaultCharsMax = 200;

    private readonly FlurlClient _client;
    private readonly TimeSpan _timeout;
    private readonly TimeProvider _time;
    private readonly int _answerBytesMax;
    private volatile bool _isDisposed;

    public ChannelHttp(
        string type, string proxy, TimeSpan timeout, TimeProvider time, int answerBytesMax = AnswerBytesMax)
    {
        if (timeout <= TimeSpan.Zero || timeout > TimeSpan.FromMinutes(5))
            throw new ChannelConfigException(type, "timeout", "must be more than 0 and at most 5 min");
        _timeout = timeout;
        _time = time;
        _answerBytesMax = answerBytesMax;
        var webProxy = ChannelProxy.Of(type, proxy);
        var handler = new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            UseProxy = webProxy is not null,
            Proxy = webProxy,
            ConnectTimeout = timeout,
            // Short, because a server that closes an idle connection just as it is used again leaves the call in doubt.
            PooledConnectionIdleTimeout = TimeSpan.FromSeconds(10),
            // So that a change of the name's address is seen.
            PooledConnectionLifetime = TimeSpan.FromMinutes(2),
        };
        _client = new FlurlClient(new HttpClient(handler));
        // Ours counts on the injected clock.
        _client.Settings.Timeout = null;
        // Flurl follows redirects itself, whatever the handler says.
        _client.Settings.Redirects.Enabled = false;
        _client.Settings.AllowedHttpStatusRange = "*";
    }

    /// <summary>Sends it once.</summary>
    /// <param name="url">The whole URL. Never appears in the answer's texts.</param>
    /// <param name="json">The body.</param>
    /// <param name="redactor">Cleans the texts of faults.</param>
    /// <param name="ct">Ends the call early.</param>
    /// <exception cref="OperationCanceledException"><paramref name="ct"/> was cancelled.</exception>
    /// <exception cref="ObjectDisposedException">It is disposed.</exception>
    public async Task<HttpAnswer> PostAsync(
        string url, ReadOnlyMemory<byte> json, Redactor redactor, CancellationToken ct)
    {
        ObjectDisposedException.ThrowIf(_isDisposed, this);
        using var content = new TrackedContent(json);
        using var timeout = new CancellationTokenSource(_timeout, _time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, ct);
        try
        {
            using var response = await _client.Request(url).SendAsync(
                HttpMethod.Post, content, HttpCompletionOption.ResponseHeadersRead, both.Token);
            return await ReadAsync(response.ResponseMessage, both.Token);
        }
        catch (FlurlHttpException problem)
        {
            // Flurl's own message holds the whole URL: only what it wraps is looked at.
            return Failed(problem.InnerException, content, timeout, redactor, ct);
        }
        catch (OperationCanceledException problem)
        {
            return Failed(problem, content, timeout, redactor, ct);
        }
        catch (HttpRequestException problem)
        {
            return Failed(problem, content, timeout, redactor, ct);
        }
        catch (IOException problem)
        {
            return Failed(problem, content, timeout, redactor, ct);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _isDisposed = true;
        _client.Dispose();
    }

    private async Task<HttpAnswer> ReadAsync(HttpResponseMessage response, CancellationToken ct)
    {
        await using var stream = await response.Content.ReadAsStreamAsync(ct);
        var buffer = ArrayPool<byte>.Shared.Rent(_answerBytesMax + 1);
        try
        {
            var length = await stream.ReadAtLeastAsync(
                buffer.AsMemory(0, _answerBytesMax + 1), _answerBytesMax + 1, throwOnEndOfStream: false, ct);
            return new HttpAnswer(CallState.Answered, "")
            {
                Status = (int)response.StatusCode,
                Body = Encoding.UTF8.GetString(buffer, 0, Math.Min(length, _answerBytesMax)),
                CutAtBytes = length > _answerBytesMax ? _answerBytesMax : null,
                Date = response.Headers.Date,
                RetryAfter = RetryAfter(response),
            };
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer, clearArray: true);
        }
    }

    private TimeSpan? RetryAfter(HttpResponseMessage response)
    {
        var header = response.Headers.RetryAfter;
        var wait = header?.Delta ?? (header?.Date - (response.Headers.Date ?? _time.GetUtcNow()));
        return wait > TimeSpan.Zero ? wait : null;
    }

    private static HttpAnswer Failed(
        Exception? problem,
        TrackedContent content,
        CancellationTokenSource timeout,
        Redactor redactor,
        CancellationToken ct)
    {
        // A new exception: the one at hand may carry the request.
        ct.ThrowIfCancellationRequested();
        var state = content.IsStarted ? CallState.Unanswered : CallState.NotSent;
        // Whichever comes first, ours or the handler's while it connects.
        var isTimeout = timeout.IsCancellationRequested || problem is OperationCanceledException;
        var fault = isTimeout ? "timed out" : redactor.Clean(Describe(problem), FaultCharsMax);
        return new HttpAnswer(state, fault);
    }

    private static string Describe(Exception? problem)
    {
        var kind = problem is HttpRequestException request
            ? request.HttpRequestError switch
            {
                HttpRequestError.NameResolutionError => "the name could not be resolved",
                HttpRequestError.ConnectionError => "no connection",
                HttpRequestError.SecureConnectionError => "no trusted TLS connection",
                HttpRequestError.ProxyTunnelError => "the proxy refused",
                HttpRequestError.ResponseEnded => "the connection ended before the answer",
                _ => "the call failed",
            }
            : "the connection broke";
        var inner = problem;
        while (inner?.InnerException is { } next) inner = next;
        return inner is SocketException or System.Security.Authentication.AuthenticationException
            ? $"{kind} ({inner.Message})"
            : kind;
    }
}
