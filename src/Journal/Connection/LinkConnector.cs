using StackExchange.Redis;

namespace Dachshund.Journal.Connection;

/// <summary>Opens, checks and closes connections; holds the socket threads that they share.</summary>
internal sealed class LinkConnector(LinkOptions options, Action<OpenLink, string> onFailed) : IDisposable
{
    private readonly SocketManager _sockets = new($"redis-{options.Name}");

    /// <summary>Makes one connection and checks it. Never throws but for cancellation.</summary>
    internal async Task<LinkAttempt> TryOpenAsync(CancellationToken ct)
    {
        OpenLink? link = null;
        RedisEndpoint? endpoint = null;
        try
        {
            endpoint = options.Endpoints.Find();
            if (endpoint is null)
                return new LinkAttempt(null, "the embedded server has not started", null);
            link = await OpenAsync(endpoint, ct);
            var history = await options.Check(link, ct);
            options.Logger.Connected(options.Name, endpoint.ToString(), history);
            return new LinkAttempt(link, string.Empty, null);
        }
        catch (JournalException error)
        {
            Abandon(link);
            return new LinkAttempt(null, error.Message, error.Fault == JournalFault.Unreachable ? null : error);
        }
        catch (Exception error) when (IsExpected(error, ct))
        {
            Abandon(link);
            options.Logger.AttemptFailed(options.Name, error.Message);
            var password = RedisErrors.IsPassword(error)
                ? new JournalException(JournalFault.Password, "Redis refuses redis.password, or wants one", error)
                : null;
            return new LinkAttempt(null, link is null ? $"no connection to {endpoint}" : error.Message, password);
        }
        catch (OperationCanceledException)
        {
            Abandon(link);
            throw;
        }
    }

    /// <summary>Sends one command on a connection; errors of the client library come through.</summary>
    internal async Task<Call<RedisResult>> CallAsync(
        OpenLink link, Func<IDatabase, Task<RedisResult>> send, TimeSpan timeout, CancellationToken ct)
    {
        using var ends = CancellationTokenSource.CreateLinkedTokenSource(link.Broken, ct);
        Task<RedisResult> sent;
        try
        {
            sent = send(link.Database);
        }
        catch (ObjectDisposedException error)
        {
            return Calls.Refused<RedisResult>(error.Message);
        }

        return Calls.Done(await sent.WaitAsync(timeout, options.Time, ends.Token));
    }

    /// <summary>Closes a connection in the background: closing one whose server hangs may take a while.</summary>
    internal static void Abandon(OpenLink? link)
    {
        if (link is not null)
            _ = Task.Run(link.Dispose, CancellationToken.None);
    }

    internal static async Task CloseAsync(OpenLink link)
    {
        link.Break();
        await Task.Run(link.Dispose, CancellationToken.None);
    }

    public void Dispose() => _sockets.Dispose();

    private static bool IsExpected(Exception error, CancellationToken ct) =>
        error is RedisException or RedisServerException or TimeoutException or ObjectDisposedException
            or System.Net.Sockets.SocketException or IOException
        || (error is OperationCanceledException && !ct.IsCancellationRequested);

    private static async Task CloseLateAsync(Task<ConnectionMultiplexer> opening)
    {
        try
        {
            (await opening).Dispose();
        }
        catch (RedisException)
        {
            // It did not succeed late either.
        }
    }

    private async Task<OpenLink> OpenAsync(RedisEndpoint endpoint, CancellationToken ct)
    {
        var opening = ConnectionMultiplexer.ConnectAsync(options.Configure(endpoint, _sockets));
        ConnectionMultiplexer multiplexer;
        try
        {
            multiplexer = await opening.WaitAsync(options.ConnectTimeout * 2, options.Time, ct);
        }
        catch (Exception error) when (error is TimeoutException or OperationCanceledException)
        {
            // It may still succeed: nobody would ever close it.
            _ = CloseLateAsync(opening);
            throw;
        }

        multiplexer.PreserveAsyncOrder = false;
        var link = new OpenLink(multiplexer);
        multiplexer.ConnectionFailed += (_, failure) =>
            onFailed(link, $"{failure.ConnectionType} connection: {failure.FailureType}");
        return link;
    }
}
