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

    [LoggerMessage(3003, LogLevel.Warning, "some actors did not stop in time: {which}")]
    public static partial void StillRunning(ILogger log, string which);

    [LoggerMessage(3010, LogLevel.Information, "reloaded {file} ({what})")]
    public static partial void Reloaded(ILogger log, string file, string what);

    [LoggerMessage(3011, LogLevel.Error, "{error}")]
    public static partial void ReloadError(ILogger log, string error);

    [LoggerMessage(3012, LogLevel.Error, "not reloaded, the old configuration stays; errors: {errors}")]
    public static partial void NotReloaded(ILogger log, int errors);

    [LoggerMessage(3013, LogLevel.Warning, "{warning}")]
    public static partial void ReloadWarning(ILogger log, string warning);

    [LoggerMessage(3014, LogLevel.Warning, "{where} needs a restart; until then the old value stays")]
    public static partial void NeedsRestart(ILogger log, string where);

    [LoggerMessage(3015, LogLevel.Warning, "no address by which this node could be reached: {why}")]
    public static partial void NoAddress(ILogger log, string why);
}
