using Microsoft.Extensions.Logging;

namespace Dachshund.NodeHost.Hosting;

internal static partial class HostingLog
{
    [LoggerMessage(3000, LogLevel.Warning, "waiting for Redis: {reason}")]
    public static partial void RedisAway(ILogger log, string reason);

    [LoggerMessage(3001, LogLevel.Information, "node {host} started ({roles})")]
    public static partial void Started(ILogger log, string host, string roles);

    [LoggerMessage(3002, LogLevel.Information, "node {host} left")]
    public static partial void Left(ILogger log, string host);
}
