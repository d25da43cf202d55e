using Microsoft.Extensions.Logging;
using StackExchange.Redis;

namespace Dachshund.Journal.Connection;

/// <summary>What one <see cref="RedisLink"/> needs.</summary>
internal sealed record LinkOptions
{
    /// <summary><c>control</c> or <c>data</c>; for logs and CLIENT LIST.</summary>
    internal required string Name { get; init; }

    /// <summary>Where the server is, asked before each connection.</summary>
    internal required EndpointSource Endpoints { get; init; }

    /// <summary>The clock of time-outs and waits.</summary>
    internal required TimeProvider Time { get; init; }

    /// <summary>Where it logs.</summary>
    internal required ILogger Logger { get; init; }

    /// <summary>Looks at each new connection before it is used; throws when it cannot be.</summary>
    internal required Func<OpenLink, CancellationToken, Task<string>> Check { get; init; }

    /// <summary>How long a connection may take, and each step of its check; default 2 s.</summary>
    internal TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>First wait between two attempts; default 50 ms, doubled each time.</summary>
    internal TimeSpan RetryMin { get; init; } = TimeSpan.FromMilliseconds(50);

    /// <summary>Longest wait between two attempts; default 1 s.</summary>
    internal TimeSpan RetryMax { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>The client library's own settings for an endpoint.</summary>
    internal ConfigurationOptions Configure(RedisEndpoint endpoint, SocketManager sockets)
    {
        var milliseconds = (int)ConnectTimeout.TotalMilliseconds;
        var configuration = new ConfigurationOptions
        {
            AbortOnConnectFail = true,
            ClientName = $"dachshund-{Name}",
            ConfigurationChannel = string.Empty,
            ConnectRetry = 1,
            ConnectTimeout = milliseconds,
            DefaultVersion = new Version(7, 0),
            KeepAlive = 5,
            Password = endpoint.Password.Length == 0 ? null : endpoint.Password,
            ResponseTimeout = int.MaxValue,
            SocketManager = sockets,
            SyncTimeout = milliseconds,
            TieBreaker = string.Empty,
        };
        configuration.EndPoints.Add(endpoint.Host, endpoint.Port);
        return configuration;
    }
}
