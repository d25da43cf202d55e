using StackExchange.Redis;

namespace Dachshund.Journal.Connection;

/// <summary>
/// One connection to Redis that is made anew whenever it breaks. A call that times out breaks it, so at most one copy
/// of a call is ever out on a connection. Thread-safe.
/// </summary>
/// <remarks>
/// The client library repairs connections by itself; that is not used, because each new connection must first look at
/// the server's history and settings. A multiplexer that reports a failure is closed and replaced.
/// </remarks>
internal sealed class RedisLink : IAsyncDisposable
{
    private readonly LinkOptions _options;
    private readonly LinkConnector _connector;
    private readonly SemaphoreSlim _wanted = new(0);
    private readonly CancellationTokenSource _stop = new();
    private OpenLink? _current;
    private Task? _loop;
    private string _reason = "not connected yet";

    internal RedisLink(LinkOptions options)
    {
        _options = options;
        _connector = new LinkConnector(options, OnFailed);
    }

    /// <summary>Raised after the connection was lost, on any thread.</summary>
    internal event Action? Lost;

    /// <summary>Raised after a new connection was checked and is in use, on any thread.</summary>
    internal event Action? Opened;

    /// <summary>Whether calls are sent now, rather than refused.</summary>
    internal bool IsOpen => Volatile.Read(ref _current) is not null;

    /// <summary>The connection in use, if any.</summary>
    internal OpenLink? Current => Volatile.Read(ref _current);

    /// <summary>Makes the first connection, and keeps one from then on.</summary>
    /// <exception cref="JournalException">Redis cannot be used as it is, or did not answer within the time
    /// given.</exception>
    internal async Task StartAsync(TimeSpan patience, CancellationToken ct)
    {
        var started = _options.Time.GetTimestamp();
        var delay = _options.RetryMin;
        while (true)
        {
            var attempt = await _connector.TryOpenAsync(ct);
            if (attempt.Link is { } link)
            {
                Use(link);
                _loop = Task.Run(() => KeepOpenAsync(_stop.Token), CancellationToken.None);
                return;
            }

            if (attempt.Unusable is not null)
                throw attempt.Unusable;
            if (_options.Time.GetElapsedTime(started) > patience)
                throw new JournalException(JournalFault.Unreachable, $"Redis does not answer: {attempt.Reason}");
            await Task.Delay(delay, _options.Time, ct);
            delay = Longer(delay);
        }
    }

    /// <summary>Sends one command and waits for its answer no longer than <paramref name="timeout"/>.</summary>
    /// <exception cref="JournalException">Redis answered with an error that is a defect of ours.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="ct"/> was cancelled; the call may have
    /// run.</exception>
    internal async Task<Call<RedisResult>> CallAsync(
        Func<IDatabase, Task<RedisResult>> send, TimeSpan timeout, CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        if (Volatile.Read(ref _current) is not { } link)
            return Calls.Refused<RedisResult>($"Redis is away: {_reason}");
        try
        {
            return await _connector.CallAsync(link, send, timeout, ct);
        }
        catch (RedisServerException error) when (RedisErrors.IsRefusal(error))
        {
            if (RedisErrors.EndsConnection(error))
                GiveUp(link, error.Message);
            return Calls.Refused<RedisResult>(error.Message);
        }
        catch (RedisServerException error)
        {
            throw new JournalException(
                JournalFault.Defect, $"Redis refused a call that must not fail: {error.Message}", error);
        }
        catch (RedisConnectionException error)
        {
            GiveUp(link, error.Message);
            return RedisErrors.IsNeverSent(error)
                ? Calls.Refused<RedisResult>(error.Message)
                : Calls.Unknown<RedisResult>(error.Message);
        }
        catch (Exception error) when (IsNoAnswer(error, ct))
        {
            GiveUp(link, error.Message);
            return Calls.Unknown<RedisResult>(
                link.Broken.IsCancellationRequested ? $"no answer: {_reason}" : error.Message);
        }
    }

    /// <summary>Gives the present connection up and makes another.</summary>
    internal void GiveUp(string reason)
    {
        if (Volatile.Read(ref _current) is { } link)
            GiveUp(link, reason);
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        if (_loop is not null)
            await _loop;
        if (Interlocked.Exchange(ref _current, null) is { } link)
            await LinkConnector.CloseAsync(link);
        _connector.Dispose();
        _wanted.Dispose();
        _stop.Dispose();
    }

    private static bool IsNoAnswer(Exception error, CancellationToken ct) =>
        error is TimeoutException or ObjectDisposedException
        || (error is OperationCanceledException && !ct.IsCancellationRequested);

    private TimeSpan Longer(TimeSpan delay) => TimeSpan.FromTicks(Math.Min(delay.Ticks * 2, _options.RetryMax.Ticks));

    private void OnFailed(OpenLink link, string reason) => GiveUp(link, reason);

    private void GiveUp(OpenLink link, string reason)
    {
        if (link.Break())
            _reason = reason;
        if (Interlocked.CompareExchange(ref _current, null, link) != link)
            return;
        LinkConnector.Abandon(link);
        _options.Logger.Lost(_options.Name, reason);
        _wanted.Release();
        Lost?.Invoke();
    }

    private void Use(OpenLink link)
    {
        Volatile.Write(ref _current, link);
        Opened?.Invoke();

        // The failure may have been reported between the check and the line above.
        if (link.Broken.IsCancellationRequested)
            GiveUp(link, "the connection was lost while it was checked");
    }

    private async Task KeepOpenAsync(CancellationToken stop)
    {
        try
        {
            while (true)
            {
                await _wanted.WaitAsync(stop);
                var delay = _options.RetryMin;
                while (true)
                {
                    var attempt = await _connector.TryOpenAsync(stop);
                    if (attempt.Link is { } link)
                    {
                        Use(link);
                        break;
                    }

                    _reason = attempt.Reason;
                    if (attempt.Unusable is not null)
                        _options.Logger.Unusable(attempt.Reason);
                    await Task.Delay(delay, _options.Time, stop);
                    delay = Longer(delay);
                }
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // The only normal exit.
        }
    }
}
